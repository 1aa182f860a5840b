using Slipway.Aws.Ecs;

namespace Slipway.Ecs.Tests.Collecting;

/// <summary>Clusters with ECS tasks in them, a page of two at a time.</summary>
internal sealed class FakeRunningTasks : IEcsTasks, IClusters
{
    private const int PageSize = 2;

    /// <summary>Cluster, ECS task, its revision, and who started it.</summary>
    public List<(string Cluster, string Arn, string Definition, string? StartedBy)> Running { get; } = [];

    public Task<ListTasksResponse> ListTasksAsync(ListTasksRequest request, CancellationToken cancellationToken)
    {
        Assert.Equal("RUNNING", request.DesiredStatus);
        var arns = Running
            .Where(task => task.Cluster == request.Cluster && task.Definition.Contains($"/{request.Family}:", StringComparison.Ordinal))
            .Select(task => task.Arn)
            .ToList();
        var start = request.NextToken is null ? 0 : int.Parse(request.NextToken, System.Globalization.CultureInfo.InvariantCulture);
        return Task.FromResult(new ListTasksResponse
        {
            TaskArns = [.. arns.Skip(start).Take(PageSize)],
            NextToken = start + PageSize < arns.Count ? $"{start + PageSize}" : null,
        });
    }

    public Task<DescribeTasksResponse> DescribeTasksAsync(DescribeTasksRequest request, CancellationToken cancellationToken) => Task.FromResult(new DescribeTasksResponse
    {
        Tasks =
        [
            .. Running.Where(task => task.Cluster == request.Cluster && request.Tasks.Contains(task.Arn))
                .Select(task => new EcsTask { TaskArn = task.Arn, TaskDefinitionArn = task.Definition, StartedBy = task.StartedBy }),
        ],
    });

    public Task<ListClustersResponse> ListClustersAsync(ListClustersRequest request, CancellationToken cancellationToken) =>
        Task.FromResult(new ListClustersResponse { ClusterArns = [.. Running.Select(task => task.Cluster).Distinct()] });

    public Task<RunTaskResponse> RunTaskAsync(RunTaskRequest request, CancellationToken cancellationToken) => throw new NotSupportedException();

    public Task<RunTaskResponse> RunTaskAsync(ReadOnlyMemory<byte> storedBody, CancellationToken cancellationToken) => throw new NotSupportedException();

    public Task<StopTaskResponse> StopTaskAsync(StopTaskRequest request, CancellationToken cancellationToken) => throw new NotSupportedException();

    public Task<DescribeClustersResponse> DescribeClustersAsync(DescribeClustersRequest request, CancellationToken cancellationToken) => throw new NotSupportedException();

    public Task<CreateClusterResponse> CreateClusterAsync(CreateClusterRequest request, CancellationToken cancellationToken) => throw new NotSupportedException();
}
