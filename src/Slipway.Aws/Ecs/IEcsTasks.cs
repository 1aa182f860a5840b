namespace Slipway.Aws.Ecs;

/// <summary>ECS tasks. Every operation fails with an <see cref="AwsException"/>.</summary>
public interface IEcsTasks
{
    /// <summary>Launches ECS tasks. The request must carry a client token, so that re-sending it never starts a second one.</summary>
    Task<RunTaskResponse> RunTaskAsync(RunTaskRequest request, CancellationToken cancellationToken);

    /// <summary>Sends a stored <see cref="RunTaskRequest.ToUtf8Json"/> again, byte for byte.</summary>
    /// <exception cref="ArgumentException">The body is no JSON object or carries no <c>clientToken</c>.</exception>
    Task<RunTaskResponse> RunTaskAsync(ReadOnlyMemory<byte> storedBody, CancellationToken cancellationToken);

    /// <summary>Stops an ECS task.</summary>
    Task<StopTaskResponse> StopTaskAsync(StopTaskRequest request, CancellationToken cancellationToken);

    /// <summary>Describes at most 100 ECS tasks. Eventually consistent.</summary>
    Task<DescribeTasksResponse> DescribeTasksAsync(DescribeTasksRequest request, CancellationToken cancellationToken);

    /// <summary>Lists ECS tasks, a page at a time. Eventually consistent.</summary>
    Task<ListTasksResponse> ListTasksAsync(ListTasksRequest request, CancellationToken cancellationToken);
}
