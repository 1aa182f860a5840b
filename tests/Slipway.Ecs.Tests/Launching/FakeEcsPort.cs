using Slipway.Aws;
using Slipway.Aws.Ecs;
using Slipway.Aws.Logs;

namespace Slipway.Ecs.Tests.Launching;

/// <summary>One launcher's way to the model: each call takes a little time, and may be where the process dies or an answer is lost.</summary>
internal sealed class FakeEcsPort(FakeEcs ecs, Fate fate, TimeProvider time) : IEcsTasks, ILogReads, ITaskDefinitions
{
    private static readonly TimeSpan Latency = TimeSpan.FromMilliseconds(20);

    public Task<RunTaskResponse> RunTaskAsync(RunTaskRequest request, CancellationToken cancellationToken) => RunTaskAsync(request.ToUtf8Json(), cancellationToken);

    public Task<RunTaskResponse> RunTaskAsync(ReadOnlyMemory<byte> storedBody, CancellationToken cancellationToken) =>
        CallAsync("RunTask", () => ecs.RunTask(storedBody), cancellationToken, ecs.RunTaskTakes);

    public Task<StopTaskResponse> StopTaskAsync(StopTaskRequest request, CancellationToken cancellationToken) =>
        CallAsync("StopTask", () => ecs.StopTask(request), cancellationToken);

    public Task<DescribeTasksResponse> DescribeTasksAsync(DescribeTasksRequest request, CancellationToken cancellationToken) =>
        CallAsync("DescribeTasks", () => ecs.DescribeTasks(request), cancellationToken);

    public Task<ListTasksResponse> ListTasksAsync(ListTasksRequest request, CancellationToken cancellationToken) =>
        CallAsync("ListTasks", () => ecs.ListTasks(request), cancellationToken);

    public Task<GetLogEventsResponse> GetLogEventsAsync(GetLogEventsRequest request, CancellationToken cancellationToken) =>
        CallAsync("GetLogEvents", () => ecs.GetLogEvents(request), cancellationToken);

    public Task<FilterLogEventsResponse> FilterLogEventsAsync(FilterLogEventsRequest request, CancellationToken cancellationToken) =>
        CallAsync("FilterLogEvents", () => new FilterLogEventsResponse(), cancellationToken);

    public Task<DescribeTaskDefinitionResponse> DescribeTaskDefinitionAsync(DescribeTaskDefinitionRequest request, CancellationToken cancellationToken) => CallAsync(
        "DescribeTaskDefinition",
        () => new DescribeTaskDefinitionResponse
        {
            TaskDefinition = new TaskDefinition
            {
                TaskDefinitionArn = request.TaskDefinition,
                ContainerDefinitions =
                [
                    new ContainerDefinition
                    {
                        Name = "main",
                        Essential = true,
                        LogConfiguration = new LogConfiguration
                        {
                            LogDriver = "awslogs",
                            Options = new Dictionary<string, string> { ["awslogs-group"] = "/slipway", ["awslogs-stream-prefix"] = "dbt", ["awslogs-region"] = "eu-central-1" },
                        },
                    },
                ],
            },
        },
        cancellationToken);

    public Task<DescribeLogStreamsResponse> DescribeLogStreamsAsync(DescribeLogStreamsRequest request, CancellationToken cancellationToken) => throw Unused();

    public Task<DescribeLogGroupsResponse> DescribeLogGroupsAsync(DescribeLogGroupsRequest request, CancellationToken cancellationToken) => throw Unused();

    public Task<RegisterTaskDefinitionResponse> RegisterTaskDefinitionAsync(RegisterTaskDefinitionRequest request, CancellationToken cancellationToken) => throw Unused();

    public Task<DeregisterTaskDefinitionResponse> DeregisterTaskDefinitionAsync(DeregisterTaskDefinitionRequest request, CancellationToken cancellationToken) => throw Unused();

    public Task<DeleteTaskDefinitionsResponse> DeleteTaskDefinitionsAsync(DeleteTaskDefinitionsRequest request, CancellationToken cancellationToken) => throw Unused();

    public Task<ListTaskDefinitionsResponse> ListTaskDefinitionsAsync(ListTaskDefinitionsRequest request, CancellationToken cancellationToken) => throw Unused();

    public Task<ListTaskDefinitionFamiliesResponse> ListTaskDefinitionFamiliesAsync(ListTaskDefinitionFamiliesRequest request, CancellationToken cancellationToken) => throw Unused();

    private static InvalidOperationException Unused() => new("A launcher has no business with this operation.");

    private Task<T> CallAsync<T>(string operation, Func<T> effect, CancellationToken cancellationToken, TimeSpan? takes = null) => fate.AwsAsync(
        operation,
        async () =>
        {
            if (ecs.IsOutOfReach)
                throw new AwsUnreachableException(new AwsError { Service = "ecs", Operation = operation, Code = "Slipway.NoConnection", Reason = "no connection" }, sent: false);
            await Task.Delay(takes ?? Latency, time, cancellationToken);
            return effect();
        });
}
