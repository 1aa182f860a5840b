using Slipway.Core.Runs;
using Slipway.Reporting;
using Slipway.Running;
using Slipway.Runtime;
using Slipway.TestKits.Time;
using Slipway.Tests.Calls;

namespace Slipway.Tests.Execution;

public sealed class RetryTests
{
    private readonly MemorySink _sink = new();
    private readonly ManualTimeProvider _clock = new();

    [Fact]
    public async Task A_task_is_tried_again_after_its_delay_with_the_same_idempotency_key()
    {
        var step = new Step("load", new TaskAttribute { Retries = 2, RetryDelaySeconds = 10, RetryBackoff = 3, RetryJitter = 1 });
        var seen = new List<(int Number, string Key)>();
        var run = StartAsync(async () => await step.CallAsync(1, (value, attempt) =>
        {
            seen.Add((attempt.Number, attempt.IdempotencyKey));
            return attempt.Number < 3 ? throw new IOException($"try {attempt.Number}") : Task.FromResult(value);
        }));

        // Half of the jitter is added.
        await _clock.WaitForTimerAsync(TimeSpan.FromSeconds(15), TestContext.Current.CancellationToken);
        _clock.Advance(TimeSpan.FromSeconds(15));
        await _clock.WaitForTimerAsync(TimeSpan.FromSeconds(45), TestContext.Current.CancellationToken);
        _clock.Advance(TimeSpan.FromSeconds(45));

        Assert.Equal(1, (await run).Value);
        Assert.Equal([1, 2, 3], seen.Select(attempt => attempt.Number));
        Assert.Single(seen.Select(attempt => attempt.Key).Distinct());
        Assert.Equal(["Running", "AwaitingRetry", "Running 2", "AwaitingRetry 2", "Running 3", "Completed 3"], Trace.States(_sink, 1));
        Assert.Equal("IOException: try 1 (again in 15 s)", _sink.Events.OfType<StateChanged>().First(changed => changed.State == RunState.AwaitingRetry).Message);
    }

    [Fact]
    public async Task The_last_failure_is_thrown_when_no_retry_is_left()
    {
        var step = new Step("load", new TaskAttribute { Retries = 1 });
        var result = await StartAsync(async () => await step.CallAsync<int, int>(1, (_, attempt) => throw new IOException($"try {attempt.Number}")));
        Assert.Equal("try 2", Assert.IsType<IOException>(result.Exception).Message);
        Assert.Equal(new TaskRunCounts(1, 0, 0, 1, 0, 1), result.TaskRuns);
    }

    [Fact]
    public async Task A_synchronous_task_waits_for_its_retry_on_its_own_thread()
    {
        var step = new Step("load", new TaskAttribute { Retries = 1, RetryDelaySeconds = 5 });
        var threads = new List<int>();
        var run = Task.Run(
            () => StartAsync(() => Task.FromResult(step.Call(1, (value, attempt) =>
            {
                threads.Add(Environment.CurrentManagedThreadId);
                return attempt.Number == 1 ? throw new IOException("try 1") : value;
            }))),
            TestContext.Current.CancellationToken);
        await _clock.WaitForTimersAsync(cancellationToken: TestContext.Current.CancellationToken);
        _clock.Advance(TimeSpan.FromSeconds(5));
        Assert.Equal(1, (await run).Value);
        Assert.Single(threads.Distinct());
        Assert.Equal(2, threads.Count);
    }

    public static TheoryData<TaskAttribute, int> Predicates => new()
    {
        { new TaskAttribute { Retries = 3, RetryOn = [typeof(IOException)] }, 4 },
        { new TaskAttribute { Retries = 3, RetryOn = [typeof(InvalidDataException)] }, 1 },
        { new TaskAttribute { Retries = 3, NeverRetryOn = [typeof(FileNotFoundException)] }, 1 },
        { new TaskAttribute { Retries = 3, NeverRetryOn = [typeof(DirectoryNotFoundException)] }, 4 },
        { new TaskAttribute { Retries = 3, RetryOn = [typeof(IOException)], NeverRetryOn = [typeof(FileNotFoundException)] }, 1 },
    };

    [Theory]
    [MemberData(nameof(Predicates), DisableDiscoveryEnumeration = true)]
    public async Task Exception_types_say_what_is_retried(TaskAttribute settings, int attempts)
    {
        var step = new Step("load", settings);
        var made = 0;
        await StartAsync(async () => await step.CallAsync<int, int>(1, (_, _) =>
        {
            made++;
            throw new FileNotFoundException("gone");
        }));
        Assert.Equal(attempts, made);
    }

    [Fact]
    public async Task A_method_says_what_is_retried()
    {
        var step = new Step("load", new TaskAttribute { Retries = 5 }, retryWhen: exception => exception.Message != "try 3");
        var result = await StartAsync(async () => await step.CallAsync<int, int>(1, (_, attempt) => throw new IOException($"try {attempt.Number}")));
        Assert.Equal("try 3", result.Exception?.Message);
    }

    [Fact]
    public async Task A_clients_own_cancellation_is_a_failure_like_others()
    {
        // HttpClient's timeout is such an exception.
        var step = new Step("load", new TaskAttribute { Retries = 1 });
        var result = await StartAsync(async () => await step.CallAsync(1, (value, attempt) =>
            attempt.Number == 1 ? Task.FromException<int>(new TaskCanceledException("the request took too long")) : Task.FromResult(value)));
        Assert.Equal(1, result.Value);
    }

    [Fact]
    public async Task A_flow_is_retried_as_a_whole()
    {
        var step = new Step("load");
        var flow = new FlowDefinition
        {
            Id = "Tests.Flow",
            Name = "daily",
            Settings = new FlowAttribute { Retries = 1, RetryDelaySeconds = 60 },
            Invoke = async _ => await step.CallAsync(Run.Attempt, attempt => attempt == 1 ? throw new IOException("try 1") : attempt),
        };
        var run = FlowRunner.RunAsync(flow, options: Options, cancellationToken: TestContext.Current.CancellationToken);
        await _clock.WaitForTimersAsync(cancellationToken: TestContext.Current.CancellationToken);
        _clock.Advance(TimeSpan.FromMinutes(1));
        var result = await run;
        Assert.Equal((2, 2), (result.Value, result.Attempts));
        Assert.Equal(["Running", "AwaitingRetry", "Running 2", "Completed 2"], Trace.States(_sink, null));
        Assert.Equal(TimeSpan.FromMinutes(1), result.Duration);
    }

    private FlowRunOptions Options => new() { Sinks = [_sink], Clock = _clock, Random = () => 0.5 };

    private Task<FlowRunResult> StartAsync(Func<Task<int>> flow) => FlowRunner.RunAsync("retries", _ => flow(), Options, TestContext.Current.CancellationToken);
}
