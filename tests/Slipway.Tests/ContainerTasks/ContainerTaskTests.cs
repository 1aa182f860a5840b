using Slipway.ContainerTasks;
using Slipway.Core.Errors;
using Slipway.Core.Launches;
using Slipway.Core.Runs;
using Slipway.Results;
using Slipway.Running;
using Slipway.Testing;

namespace Slipway.Tests.ContainerTasks;

public sealed class ContainerTaskTests
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_container_is_a_task_run_with_its_image_command_and_environment()
    {
        var test = new FlowTest();
        var options = new ContainerOptions { Env = new Dictionary<string, string> { ["DAY"] = "2026-01-31" }, Cpu = 0.5, Memory = "1 GiB" };
        var result = await test.RunAsync(token => Containers.RunAsync("team/dbt-model:1.0.1", ["dbt", "run"], options, token), Cancel);
        Assert.Equal("test: Completed\n  dbt-model: Running, Completed\n", result.ToString());
        var launch = Assert.Single(test.Containers.Launches);
        Assert.Equal(("team/dbt-model:1.0.1", options, false), (launch.Image, launch.Options, launch.WantsResult));
        Assert.Equal(["dbt", "run"], launch.Command!);
        Assert.Matches("^dbt-model-[0-9a-f]{24}$", launch.Id);
        Assert.Equal(launch.Id, result.Value<ContainerRun>().LaunchId);
    }

    [Theory]
    [InlineData(FailureClass.UserCode, RunState.Failed, StateVariant.None)]
    [InlineData(FailureClass.OutOfMemory, RunState.Failed, StateVariant.None)]
    [InlineData(FailureClass.Timeout, RunState.Failed, StateVariant.TimedOut)]
    [InlineData(FailureClass.ImagePull, RunState.Crashed, StateVariant.None)]
    [InlineData(FailureClass.Lost, RunState.Crashed, StateVariant.Lost)]
    [InlineData(FailureClass.Cancelled, RunState.Cancelled, StateVariant.None)]
    public async Task A_failure_class_becomes_the_state_that_a_flow_in_YAML_has_too(FailureClass failure, RunState state, StateVariant variant)
    {
        var test = new FlowTest();
        test.Containers.Ends("job", _ => new ContainerEnd { Failure = failure, ExitCode = 3, Reason = "It was not well." });
        var result = await test.RunAsync(token => Containers.RunAsync("job:1.0.0", cancellationToken: token), Cancel);
        Assert.Equal((state, variant), (result.Task("job").State, result.Task("job").Variant));
        Assert.Equal(RunState.Failed, result.State);
        var thrown = Assert.IsType<ContainerFailedException>(result.Exception);
        Assert.Equal(("container.failed", failure, 3), (thrown.Code, thrown.FailureClass, thrown.ExitCode));
        Assert.StartsWith($"job:1.0.0 failed: It was not well. Its log: slipway attach {thrown.LaunchId}", result.Task("job").Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Its_own_failures_cost_its_retries_and_those_of_the_infrastructure_cost_none()
    {
        var test = new FlowTest();
        var ends = new Queue<ContainerEnd>(
        [
            new() { Failure = FailureClass.Spot, MayPass = true },
            new() { Failure = FailureClass.UserCode, ExitCode = 1 },
            new() { Failure = FailureClass.Capacity, MayPass = true },
            new() { ExitCode = 0 },
        ]);
        test.Containers.Ends("job", _ => ends.Dequeue());
        var result = await test.RunAsync(
            token => Containers.RunAsync("job:1.0.0", options: new ContainerOptions { Retries = 1, RetryDelay = TimeSpan.FromMinutes(1) }, cancellationToken: token), Cancel);
        Assert.Equal((RunState.Completed, 4), (result.Task("job").State, result.Task("job").Attempts));
        // 10 s after the first infrastructure failure, its own minute, 20 s after the second.
        Assert.Equal(TimeSpan.FromSeconds(10 + 60 + 20), result.Duration);
        Assert.Equal(4, test.Containers.Launches.Select(launch => launch.Id).Distinct().Count());
    }

    [Fact]
    public async Task Without_retries_its_own_failure_is_the_end()
    {
        var test = new FlowTest();
        test.Containers.Exits("job:1.0.0", 9);
        var result = await test.RunAsync(token => Containers.RunAsync("job:1.0.0", cancellationToken: token), Cancel);
        Assert.Equal((RunState.Failed, 1), (result.Task("job").State, result.Task("job").Attempts));
    }

    [Fact]
    public async Task A_test_can_make_it_fail_as_any_task()
    {
        var result = await new FlowTest().Fail("job", times: 2)
            .RunAsync(token => Containers.RunAsync("job:1.0.0", options: new ContainerOptions { Retries = 2 }, cancellationToken: token), Cancel);
        Assert.Equal((RunState.Completed, 3), (result.Task("job").State, result.Task("job").Attempts));
    }

    [Fact]
    public async Task Its_result_file_is_a_typed_value()
    {
        var test = new FlowTest();
        test.Containers.Returns("extract", launch => new { rows = 42, path = $"s3://lake/{launch.Command![0]}" });
        var result = await test.RunAsync(token => Containers.RunAsync<Extract>("extract:1.0.0", ["a b"], cancellationToken: token), Cancel);
        Assert.Equal(new Extract(42, "s3://lake/a b"), result.Value<Extract>());
        Assert.True(test.Containers.Launches[0].WantsResult);
    }

    [Theory]
    [InlineData(null, "wrote nothing into the file that SLIPWAY_RESULT_FILE names")]
    [InlineData("text", "can't be read as Extract")]
    public async Task A_result_that_is_not_there_or_of_another_shape_is_the_containers_failure(string? value, string words)
    {
        var test = new FlowTest();
        test.Containers.Ends("extract", _ => new ContainerEnd { Result = value is null ? null : System.Text.Json.JsonSerializer.SerializeToElement(value) });
        var result = await test.RunAsync(token => Containers.RunAsync<Extract>("extract:1.0.0", options: new ContainerOptions { Retries = 1 }, cancellationToken: token), Cancel);
        Assert.Equal(FailureClass.UserCode, Assert.IsType<ContainerFailedException>(result.Exception).FailureClass);
        Assert.Contains(words, result.Exception!.Message, StringComparison.Ordinal);
        Assert.Equal(2, result.Task("extract").Attempts);
    }

    [Fact]
    public async Task A_resumed_run_asks_for_the_same_launches_and_not_for_what_completed()
    {
        var store = new MemoryResultStore();
        var containers = new TestContainers();
        var broken = true;
        containers.Ends("second", _ => broken ? throw new OperationCanceledException("killed") : new ContainerEnd { ExitCode = 0 });
        Assert.Equal(RunState.Failed, (await RunAsync(store, containers)).State);
        broken = false;
        Assert.Equal(RunState.Completed, (await RunAsync(store, containers)).State);
        Assert.Equal(["first:1.0.0", "second:1.0.0", "second:1.0.0"], containers.Launches.Select(launch => launch.Image));
        Assert.Equal(containers.Launches[1].Id, containers.Launches[2].Id);
    }

    [Fact]
    public async Task What_failed_in_an_earlier_start_of_the_run_is_left_behind_and_costs_no_retry()
    {
        var store = new MemoryResultStore();
        var ended = new HashSet<string>();
        var mended = false;
        var containers = new TestContainers();
        containers.Ends("second", launch =>
        {
            var before = !ended.Add(launch.Id);
            return mended && !before ? new ContainerEnd { ExitCode = 0 } : new ContainerEnd { Failure = FailureClass.UserCode, ExitCode = 1, EndedBefore = before };
        });
        Assert.Equal(RunState.Failed, (await RunAsync(store, containers)).State);
        mended = true;
        Assert.Equal(RunState.Completed, (await RunAsync(store, containers)).State);
        Assert.Equal(["first:1.0.0", "second:1.0.0", "second:1.0.0", "second:1.0.0"], containers.Launches.Select(launch => launch.Image));
        Assert.Equal(2, ended.Count);
    }

    [Fact]
    public async Task Its_log_is_that_of_its_task_run()
    {
        var sink = new Slipway.Reporting.MemorySink();
        var services = new Services(new Speaker());
        await FlowRunner.RunAsync("spoken", call => Containers.RunAsync("job:1.0.0", cancellationToken: call), new FlowRunOptions { Sinks = [sink], Services = services }, Cancel);
        var line = Assert.Single(sink.Events.OfType<Slipway.Reporting.Logged>());
        Assert.Equal((1L, "hello"), (line.TaskRunId!.Value, line.Text));
    }

    [Fact]
    public async Task Cancelling_the_run_reaches_the_container()
    {
        using var cancel = CancellationTokenSource.CreateLinkedTokenSource(Cancel);
        var runner = new Endless(cancel);
        var result = await FlowRunner.RunAsync(
            "endless", call => Containers.RunAsync("job:1.0.0", cancellationToken: call), new FlowRunOptions { Services = new Services(runner) }, cancel.Token);
        Assert.Equal((RunState.Cancelled, true), (result.State, runner.Stopped));
    }

    [Fact]
    public async Task Outside_a_run_it_is_a_plain_call_of_the_chosen_runner()
    {
        var containers = new TestContainers().Returns("extract", _ => new Extract(1, "p"));
        using (Containers.Use(containers))
            Assert.Equal(new Extract(1, "p"), await Containers.RunAsync<Extract>("extract:1.0.0", cancellationToken: Cancel));
        Assert.StartsWith("l-", containers.Launches[0].Id, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_machine_without_the_command_is_told_what_to_do()
    {
        using var _ = Containers.Use(new SlipwayCommand("/no/such/slipway"));
        var thrown = await Assert.ThrowsAsync<SlipwayException>(() => Containers.RunAsync("job:1.0.0", cancellationToken: Cancel));
        Assert.Equal("container.no-command", thrown.Code);
        Assert.Contains("SLIPWAY_COMMAND", thrown.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_image_that_is_none_is_refused_at_once()
    {
        Assert.Equal("image.bad-reference", (await Assert.ThrowsAsync<SlipwayException>(() => Containers.RunAsync("Not An Image", cancellationToken: Cancel))).Code);
    }

    private static Task<FlowRunResult> RunAsync(IResultStore store, IContainerRunner runner) => FlowRunner.RunAsync(
        "two",
        async call =>
        {
            await Containers.RunAsync("first:1.0.0", cancellationToken: call);
            return await Containers.RunAsync("second:1.0.0", cancellationToken: call);
        },
        new FlowRunOptions { RunId = "two-1", Results = store, Services = new Services(runner) },
        Cancel);

    private sealed record Extract(int Rows, string Path);

    private sealed class Services(IContainerRunner runner) : IServiceProvider
    {
        public object? GetService(Type serviceType) => serviceType == typeof(IContainerRunner) ? runner : null;
    }

    private sealed class Speaker : IContainerRunner
    {
        public Task<ContainerEnd> RunAsync(ContainerLaunch launch, IContainerListener listener, CancellationToken cancellationToken)
        {
            listener.News("starting");
            listener.Line("hello");
            return Task.FromResult(new ContainerEnd { ExitCode = 0 });
        }
    }

    private sealed class Endless(CancellationTokenSource cancel) : IContainerRunner
    {
        public bool Stopped { get; private set; }

        public async Task<ContainerEnd> RunAsync(ContainerLaunch launch, IContainerListener listener, CancellationToken cancellationToken)
        {
            await cancel.CancelAsync();
            Stopped = cancellationToken.IsCancellationRequested;
            cancellationToken.ThrowIfCancellationRequested();
            throw new InvalidOperationException("Nobody stopped it.");
        }
    }
}
