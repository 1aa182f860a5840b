using Slipway.LocalEcs.Tests.Hosting;

namespace Slipway.LocalEcs.Tests.Tasks;

public sealed class TaskLifeTests
{
    [Fact]
    public async Task An_ECS_task_runs_and_ends_with_its_exit_code()
    {
        await using var host = await LocalEcsHost.StartAsync();
        var arn = await host.Client.RunOneAsync(changeRun: run => run["overrides"] = Requests.Simulate("--exit 3"));

        var task = await host.Client.WaitStoppedAsync(arn);

        Assert.Equal("EssentialContainerExited", task["stopCode"]!.GetValue<string>());
        Assert.Equal("Essential container in task exited", task["stoppedReason"]!.GetValue<string>());
        Assert.Equal(3, task["containers"]![0]!["exitCode"]!.GetValue<int>());
        string[] times = ["createdAt", "connectivityAt", "pullStartedAt", "pullStoppedAt", "startedAt", "stoppingAt", "executionStoppedAt", "stoppedAt"];
        Assert.Equal(times.Select(name => task[name]!.GetValue<double>()).Order(), times.Select(name => task[name]!.GetValue<double>()));
    }
}
