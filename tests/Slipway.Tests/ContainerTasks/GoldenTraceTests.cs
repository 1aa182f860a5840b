using System.Reflection;
using Slipway.Core.Flows;
using Slipway.Core.Runs;
using Slipway.Hosting.CommandLine;
using Slipway.Testing;
using Slipway.TestKits;
using Slipway.TestKits.Flows;

namespace Slipway.Tests.ContainerTasks;

/// <summary>A flow in C# gives the golden trace that the same flow in YAML gives (FlowRunnerTests of the command line).</summary>
public sealed class GoldenTraceTests
{
    [Fact]
    public async Task The_golden_scenario_gives_the_golden_trace()
    {
        var assembly = Flows();
        var graph = ManifestFormat.ReadGraph(FlowList.Of(FlowList.ModuleOf(assembly)).Single(flow => flow.Name == "orders").StaticGraph!().Span);
        Assert.False(graph.Partial);

        var test = new FlowTest();
        var extracts = 0;
        test.Containers.Ends("job", launch => launch.Command?[0] switch
        {
            "extract" when extracts++ == 0 => new() { Failure = Core.Launches.FailureClass.UserCode, ExitCode = 1 },
            "extract" => new() { Result = System.Text.Json.JsonSerializer.SerializeToElement(new { rows = 42 }) },
            "clean" => new() { Result = System.Text.Json.JsonSerializer.SerializeToElement($"{launch.Command[1]}.csv") },
            _ => new() { ExitCode = 0 },
        });
        var result = await test.RunAsync(assembly, "orders", new { day = new DateOnly(2026, 1, 31) }, TestContext.Current.CancellationToken);

        var trace = new GoldenTrace("orders");
        foreach (var run in result.TaskRuns)
        {
            var upstream = graph.Edges.Where(edge => edge.To == run.Site).Select(edge => edge.From).ToHashSet(StringComparer.Ordinal);
            trace.Task(run.Name, result.TaskRuns.Where(other => upstream.Contains(other.Site)).Select(other => other.Name));
            trace.State(run.Name, nameof(RunState.Pending));
            foreach (var state in run.States)
                trace.State(run.Name, state.ToString());
        }

        trace.End(result.State.ToString());
        trace.Match("orders");
        Assert.Equal("eu.csv,us.csv", test.Containers.Launches[^1].Options.Env["PARTS"]);
        Assert.Equal("42", test.Containers.Launches[^2].Options.Env["ROWS"]);
        Assert.All(graph.Tasks, task => Assert.Equal(ManifestTaskKind.Container, task.Kind));
    }

    private static Assembly Flows()
    {
        var configuration = new DirectoryInfo(AppContext.BaseDirectory.TrimEnd('/')).Parent!.Name;
        return Assembly.LoadFrom(Repository.Path("tests", "Slipway.KilledFlow", "bin", configuration, "net10.0", "Slipway.KilledFlow.dll"));
    }
}
