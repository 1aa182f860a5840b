using Slipway.Aws.Ecs;

namespace Slipway.Ecs.Tests.Observing;

/// <summary>ECS tasks whose descriptions a test sets.</summary>
internal sealed class ScriptedTasks(TimeProvider time) : IEcsTasks
{
    public Dictionary<string, EcsTask> Known { get; } = [];

    public List<(TimeSpan At, int Count)> Looks { get; } = [];

    public Exception? Failure { get; set; }

    private long Start { get; } = time.GetTimestamp();

    public static string Arn(int number) => $"arn:aws:ecs:eu-central-1:123456789012:task/data/{number:x32}";

    public static EcsTask Task(int number, string status, long version) => new() { TaskArn = Arn(number), LastStatus = status, Version = version };

    public void Set(int number, string status, long version) => Known[Arn(number)] = Task(number, status, version);

    public async Task<DescribeTasksResponse> DescribeTasksAsync(DescribeTasksRequest request, CancellationToken cancellationToken)
    {
        Looks.Add((time.GetElapsedTime(Start), request.Tasks.Count));
        await System.Threading.Tasks.Task.Delay(TimeSpan.FromMilliseconds(20), time, cancellationToken);
        if (Failure is not null)
            throw Failure;
        return new DescribeTasksResponse
        {
            Tasks = [.. request.Tasks.Where(Known.ContainsKey).Select(arn => Known[arn])],
            Failures = [.. request.Tasks.Where(arn => !Known.ContainsKey(arn)).Select(arn => new Failure { Arn = arn, Reason = "MISSING" })],
        };
    }

    public Task<RunTaskResponse> RunTaskAsync(RunTaskRequest request, CancellationToken cancellationToken) => throw new NotSupportedException();

    public Task<RunTaskResponse> RunTaskAsync(ReadOnlyMemory<byte> storedBody, CancellationToken cancellationToken) => throw new NotSupportedException();

    public Task<StopTaskResponse> StopTaskAsync(StopTaskRequest request, CancellationToken cancellationToken) => throw new NotSupportedException();

    public Task<ListTasksResponse> ListTasksAsync(ListTasksRequest request, CancellationToken cancellationToken) => throw new NotSupportedException();
}
