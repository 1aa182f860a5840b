using Slipway.EndToEnd.Tests.Harness;
using Slipway.TestKits;

namespace Slipway.EndToEnd.Tests.Flows;

/// <summary>A flow in C# whose containers are run by the <c>slipway</c> command, on LocalEcs.</summary>
public sealed class ContainersInFlowsTests(LocalPlace place) : IClassFixture<LocalPlace>
{
    [Fact]
    public async Task Containers_run_as_tasks_with_their_logs_and_results()
    {
        var go = place.Write($"{Launches.NewId("go")}.go", "");
        await using var flow = Start("run", "container-steps", "--go", go);
        var ended = (await flow.EndAsync()).Exited(0);
        Assert.Contains("counting", ended.Error, StringComparison.Ordinal);
        Assert.Contains("ending with 0", ended.Error, StringComparison.Ordinal);
        Assert.Contains("3 task runs", ended.Error, StringComparison.Ordinal);
        Assert.Contains("result: 42", ended.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_failed_container_fails_the_flow_with_what_ECS_said()
    {
        var go = place.Write($"{Launches.NewId("go")}.go", "");
        await using var flow = Start("run", "container-steps", "--go", go, "--exit", "3");
        var ended = (await flow.EndAsync()).Exited(1);
        Assert.Contains("job:1.0.0 failed: Container 'main' ended with exit code 3.", ended.Error, StringComparison.Ordinal);
        Assert.Contains("slipway attach third-", ended.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_killed_flow_adopts_its_container_and_starts_none_twice()
    {
        var go = Path.Combine(place.Folder, $"{Launches.NewId("adopt")}.go");
        var before = await place.CountTasksAsync();
        string id;
        await using (var killed = Start("run", "container-steps", "--go", go))
        {
            await killed.ErrorAsync("waiting\n");
            id = killed.Error.Split("flow run ")[1].Split('\n')[0];
            killed.Signal("KILL");
            await killed.EndAsync();
        }

        await using var resumed = Start("run", "container-steps", "--resume", id);
        await resumed.ErrorAsync("waiting\n");
        File.WriteAllText(go, "");
        var ended = (await resumed.EndAsync()).Exited(0);
        Assert.Contains("1 from recorded results", ended.Error, StringComparison.Ordinal);
        Assert.Equal(before + 3, await place.CountTasksAsync());
    }

    [Theory]
    [InlineData("INT", 130)]
    [InlineData("TERM", 143)]
    public async Task A_signal_at_the_flow_stops_its_ECS_task(string signal, int exitCode)
    {
        await using var flow = Start("run", "container-steps", "--go", Path.Combine(place.Folder, "never"));
        await flow.ErrorAsync("waiting\n");
        flow.Signal(signal);
        var ended = (await flow.EndAsync()).Exited(exitCode);
        Assert.Contains("told to stop", ended.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_the_command_refuses_is_told_with_its_code()
    {
        await using var flow = SlipwayCommand.Start(place.Folder, Variables("nowhere"), ["run", "container-steps", "--go", "x"], ProgramPath());
        Assert.Contains("'nowhere'", (await flow.EndAsync()).Exited(1).Error, StringComparison.Ordinal);
    }

    private SlipwayCommand Start(params string[] arguments) => SlipwayCommand.Start(place.Folder, Variables("local"), arguments, ProgramPath());

    private Dictionary<string, string> Variables(string environment) => new(place.Variables, StringComparer.Ordinal)
    {
        ["SLIPWAY_COMMAND"] = SlipwayCommand.ProgramPath,
        ["SLIPWAY_ENVIRONMENT"] = environment,
    };

    private static string ProgramPath()
    {
        var configuration = new DirectoryInfo(AppContext.BaseDirectory.TrimEnd('/')).Parent!.Name;
        return Repository.Path("tests", "Slipway.KilledFlow", "bin", configuration, "net10.0", "Slipway.KilledFlow");
    }
}
