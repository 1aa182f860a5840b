using Slipway.Aws.Ecs;
using Slipway.Aws.Sqs;
using Slipway.Core.Launches;
using Slipway.Ecs.Definitions;
using Slipway.Ecs.Launching;
using Slipway.Ecs.Registration;
using Slipway.LocalEcs.Faults;

namespace Slipway.Ecs.Tests.Launching;

/// <summary>The whole path, over HTTP, as the command-line program has it: clients, budgets, ledger, registrar, launcher, observer, logs.</summary>
[Trait("speed", "slow")]
public sealed class LocalEcsLaunchTests
{
    private static CancellationToken Cancellation => LocalEcsFixture.Cancellation;

    [Fact]
    public async Task A_launch_runs_with_its_log_and_the_next_one_registers_nothing()
    {
        await using var local = await LocalEcsFixture.StartAsync();
        await using var runtime = await local.RuntimeAsync();
        var listener = new RecordingListener();

        var first = await runtime.Launcher.RunAsync(LocalEcsFixture.Order("l-1", "--seconds", "0.3", "--lines", "20"), listener, Cancellation);
        Assert.True(first.Outcome == LaunchOutcome.Succeeded, first.Reason);
        Assert.Equal((0, RevisionOrigin.Registered), (first.ExitCode, first.RevisionOrigin));
        Assert.Equal(20, listener.Lines.Count);
        Assert.Contains("RUNNING", listener.Heard);

        var second = await runtime.Launcher.RunAsync(LocalEcsFixture.Order("l-2", "--exit", "3") with { IsNew = true }, listener, Cancellation);
        Assert.Equal((LaunchOutcome.Failed, FailureClass.UserCode, 3, RevisionOrigin.Reused), (second.Outcome, second.Failure, second.ExitCode, second.RevisionOrigin));
        Assert.Equal((1, 2), (local.Calls("RegisterTaskDefinition"), local.Calls("RunTask")));
    }

    [Fact]
    public async Task A_lost_answer_of_run_task_starts_it_once()
    {
        await using var local = await LocalEcsFixture.StartAsync(new FaultPlan { Rules = [new FaultRule { Kind = FaultKind.AbortAfter, Operation = "RunTask", Times = 6 }] });
        await using var runtime = await local.RuntimeAsync();
        var result = await runtime.Launcher.RunAsync(LocalEcsFixture.Order("l-1"), new RecordingListener(), Cancellation);
        Assert.True(result.Outcome == LaunchOutcome.Succeeded, result.Reason);
        Assert.Equal(1, result.Submissions);

        var started = await runtime.Ecs.ListTasksAsync(new ListTasksRequest { StartedBy = "l-1", DesiredStatus = "STOPPED" }, Cancellation);
        Assert.Single(started.TaskArns);
        Assert.True(local.Calls("RunTask") >= 7);
    }

    [Fact]
    public async Task A_start_without_capacity_takes_the_next_choice()
    {
        await using var local = await LocalEcsFixture.StartAsync(new FaultPlan { Rules = [new FaultRule { Kind = FaultKind.Capacity, Times = 1 }] });
        await using var runtime = await local.RuntimeAsync();
        var order = LocalEcsFixture.Order("l-1");
        order = order with { Launch = order.Launch with { Run = order.Launch.Run with { Capacity = [CapacityChoice.FargateSpot, CapacityChoice.Fargate] } } };
        var result = await runtime.Launcher.RunAsync(order, new RecordingListener(), Cancellation);
        Assert.True(result.Outcome == LaunchOutcome.Succeeded, result.Reason);
        Assert.Equal(2, result.Submissions);
    }

    [Theory]
    [InlineData(FaultKind.PullFailure, LaunchOutcome.NeverStarted, FailureClass.ImagePull)]
    [InlineData(FaultKind.OutOfMemory, LaunchOutcome.Failed, FailureClass.OutOfMemory)]
    public async Task Faults_of_the_ecs_task_become_their_failure_class(FaultKind fault, LaunchOutcome outcome, FailureClass failure)
    {
        await using var local = await LocalEcsFixture.StartAsync(new FaultPlan { Rules = [new FaultRule { Kind = fault }] });
        await using var runtime = await local.RuntimeAsync();
        var result = await runtime.Launcher.RunAsync(LocalEcsFixture.Order("l-1", "--seconds", "30"), new RecordingListener(), Cancellation);
        Assert.True((outcome, failure) == (result.Outcome, result.Failure), $"{result.Outcome}, {result.Failure}: {result.Reason}");
    }

    [Fact]
    public async Task A_stop_from_another_process_ends_it()
    {
        await using var local = await LocalEcsFixture.StartAsync(visibilityLag: TimeSpan.FromMilliseconds(300));
        await using var runtime = await local.RuntimeAsync();
        await using var other = await local.RuntimeAsync();
        var isRunning = new TaskCompletionSource();
        var running = runtime.Launcher.RunAsync(
            LocalEcsFixture.Order("l-1", "--seconds", "600"),
            new RecordingListener { OnStatus = status => _ = status == "RUNNING" && isRunning.TrySetResult() },
            Cancellation);
        await isRunning.Task.WaitAsync(TimeSpan.FromSeconds(60), Cancellation);

        var stopped = await other.Launcher.StopAsync(LaunchId.Parse("l-1"), "default", "enough", Cancellation);
        Assert.Equal((LaunchOutcome.Cancelled, LaunchOutcome.Cancelled), (stopped.Outcome, (await running).Outcome));
    }

    [Fact]
    public async Task Another_machine_attaches_by_the_id_alone()
    {
        await using var local = await LocalEcsFixture.StartAsync();
        await using var runtime = await local.RuntimeAsync();
        Assert.Null(await runtime.Launcher.StartAsync(LocalEcsFixture.Order("l-1", "--seconds", "1", "--lines", "5"), new RecordingListener(), Cancellation));

        await using var elsewhere = await local.RuntimeAsync("elsewhere.db");
        var listener = new RecordingListener();
        var result = await elsewhere.Launcher.AttachAsync(LaunchId.Parse("l-1"), "default", listener, Cancellation);
        Assert.Equal((LaunchOutcome.Succeeded, 0, true), (result.Outcome, result.ExitCode, result.Adopted));
        Assert.Equal(5, listener.Lines.Count);
    }

    [Fact]
    public async Task A_revision_of_its_own_is_gone_afterwards()
    {
        await using var local = await LocalEcsFixture.StartAsync();
        await using var runtime = await local.RuntimeAsync();
        var result = await runtime.Launcher.RunAsync(LocalEcsFixture.Order("l-1") with { Policy = RevisionPolicy.PerRun }, new RecordingListener(), Cancellation);
        Assert.True(result.Outcome == LaunchOutcome.Succeeded, result.Reason);
        Assert.Equal((1, 1), (local.Calls("RegisterTaskDefinition"), local.Calls("DeregisterTaskDefinition")));
        var left = await runtime.Ecs.ListTaskDefinitionsAsync(new ListTaskDefinitionsRequest { Status = "ACTIVE" }, Cancellation);
        Assert.Empty(left.TaskDefinitionArns);
    }

    [Fact]
    public async Task A_revision_that_somebody_deregistered_is_replaced()
    {
        await using var local = await LocalEcsFixture.StartAsync();
        await using var runtime = await local.RuntimeAsync();
        var first = await runtime.Launcher.RunAsync(LocalEcsFixture.Order("l-1"), new RecordingListener(), Cancellation);
        await runtime.Ecs.DeregisterTaskDefinitionAsync(new DeregisterTaskDefinitionRequest { TaskDefinition = first.Revision! }, Cancellation);

        var second = await runtime.Launcher.RunAsync(LocalEcsFixture.Order("l-2"), new RecordingListener(), Cancellation);
        Assert.True(second.Outcome == LaunchOutcome.Succeeded, second.Reason);
        Assert.NotEqual(first.Revision, second.Revision);
    }

    [Fact]
    public async Task A_revision_that_somebody_deleted_is_registered_once_more()
    {
        await using var local = await LocalEcsFixture.StartAsync();
        await using var runtime = await local.RuntimeAsync();
        var first = await runtime.Launcher.RunAsync(LocalEcsFixture.Order("l-1"), new RecordingListener(), Cancellation);
        await runtime.Ecs.DeregisterTaskDefinitionAsync(new DeregisterTaskDefinitionRequest { TaskDefinition = first.Revision! }, Cancellation);
        await runtime.Ecs.DeleteTaskDefinitionsAsync(new DeleteTaskDefinitionsRequest { TaskDefinitions = [first.Revision!] }, Cancellation);

        var second = await runtime.Launcher.RunAsync(LocalEcsFixture.Order("l-2") with { IsNew = true }, new RecordingListener(), Cancellation);
        Assert.True(second.Outcome == LaunchOutcome.Succeeded, second.Reason);
        Assert.Equal((2, 3), (local.Calls("RegisterTaskDefinition"), local.Calls("RunTask")));
    }

    [Fact]
    public async Task Events_from_the_queue_are_told()
    {
        await using var local = await LocalEcsFixture.StartAsync(taskEvents: true);
        using var queues = new SqsClient(local.Aws);
        var queue = await queues.GetQueueUrlAsync(new GetQueueUrlRequest { QueueName = "slipway-task-events" }, Cancellation);
        await using var runtime = await local.RuntimeAsync(eventQueueUrl: queue.QueueUrl);
        var listener = new RecordingListener();
        var result = await runtime.Launcher.RunAsync(LocalEcsFixture.Order("l-1", "--seconds", "0.3"), listener, Cancellation);
        Assert.True(result.Outcome == LaunchOutcome.Succeeded, result.Reason);
        Assert.Null(runtime.FeedError);
        Assert.Equal(listener.Heard.Distinct(), listener.Heard);
    }
}
