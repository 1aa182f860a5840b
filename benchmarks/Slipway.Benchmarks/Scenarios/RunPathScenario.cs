using System.Diagnostics;
using System.Text.Json.Nodes;
using Slipway.Aws.Ecs;
using Slipway.Benchmarks.Hosting;
using Slipway.Benchmarks.Report;
using Slipway.Ecs.Launching;

namespace Slipway.Benchmarks.Scenarios;

/// <summary>What one run costs in calls: the re-used definition, the per-run policy, and the pattern of three operators (register, run, deregister) beside it.</summary>
internal sealed class RunPathScenario : IScenario
{
    public string Name => "run path";

    public bool MostlyWaits => false;

    public async Task<IReadOnlyList<Figure>> RunAsync(bool quick, CancellationToken cancellationToken)
    {
        var runs = quick ? 3 : 20;
        await using var server = await BenchServer.StartAsync(options => options, cancellationToken);
        await using var runtime = await server.RuntimeAsync(cancellationToken);
        var definition = BenchOrders.Definition("run-path");
        await LaunchAsync("first", RevisionPolicy.Reuse);

        var reuse = new CountedCalls(server);
        var reuseTime = await TimeAsync(i => LaunchAsync($"reuse-{i}", RevisionPolicy.Reuse));
        var reuseText = PerRun(reuse);
        var (runTask, registered, described, changes) = (reuse.Of("RunTask"), reuse.Of("RegisterTaskDefinition"), reuse.Of("DescribeTaskDefinition"), reuse.Changes);

        var perRun = new CountedCalls(server);
        var perRunTime = await TimeAsync(i => LaunchAsync($"own-{i}", RevisionPolicy.PerRun));
        var (perRunText, perRunChanges) = (PerRun(perRun), perRun.Changes);

        var three = new CountedCalls(server);
        var threeTime = await TimeAsync(_ => ThreeOperatorsAsync(runtime.Ecs, definition.ToRequest(), cancellationToken));

        var peer = $"three operators: {PerRun(three)}";
        return
        [
            new(Name, "re-used definition, calls a run", reuseText, "1 that changes AWS: RunTask", runTask == runs && changes == runs, peer) { IsCorrectness = true },
            new(Name, "… registrations, descriptions", $"{registered}, {described}", "0, 0", registered == 0 && described == 0, null) { IsCorrectness = true },
            new(Name, "… time a run", Milliseconds(reuseTime), null, null, $"three operators: {Milliseconds(threeTime)}"),
            new(Name, "per-run policy, calls a run", perRunText, "3 that change AWS", perRunChanges == 3 * runs, peer) { IsCorrectness = true },
            new(Name, "… time a run", Milliseconds(perRunTime), null, null, $"three operators: {Milliseconds(threeTime)}"),
        ];

        async Task LaunchAsync(string id, RevisionPolicy policy)
        {
            var order = BenchOrders.Order($"path-{id}", definition, seconds: 0.05) with { IsNew = true, Policy = policy };
            var result = await runtime.Launcher.RunAsync(order, SilentListener.Instance, cancellationToken);
            if (result.Outcome != LaunchOutcome.Succeeded)
                throw new InvalidOperationException($"{id}: {result.Outcome}: {result.Reason}");
        }

        async Task<TimeSpan> TimeAsync(Func<int, Task> run)
        {
            var watch = Stopwatch.StartNew();
            for (var i = 0; i < runs; i++)
                await run(i);
            return watch.Elapsed / runs;
        }

        string PerRun(CountedCalls calls) => string.Join(
            ", ", calls.ToString().Split(", ").Select(call => call.Split(' ')).Select(call => $"{call[0]} {BenchServer.Number(double.Parse(call[1]) / runs)}"));
    }

    private static string Milliseconds(TimeSpan time) => $"{BenchServer.Number(time.TotalMilliseconds)} ms";

    /// <summary>What Airflow's operators do in a row: register, run, look every so often, deregister.</summary>
    private static async Task ThreeOperatorsAsync(EcsClient ecs, JsonObject definition, CancellationToken cancellationToken)
    {
        var family = (string)definition["family"]!;
        definition["family"] = $"{family}-operators";
        var registered = await ecs.RegisterTaskDefinitionAsync(new RegisterTaskDefinitionRequest { Definition = definition }, cancellationToken);
        var arn = registered.TaskDefinition.TaskDefinitionArn;
        var run = await ecs.RunTaskAsync(
            new RunTaskRequest
            {
                ClientToken = Guid.NewGuid().ToString("n"),
                Cluster = BenchServer.Cluster,
                TaskDefinition = arn,
                LaunchType = "FARGATE",
                NetworkConfiguration = new NetworkConfiguration { AwsvpcConfiguration = new AwsVpcConfiguration { Subnets = ["subnet-00000000"] } },
                Overrides = new TaskOverride { ContainerOverrides = [new ContainerOverride { Name = "main", Command = ["simulate", "--seconds", "0.05"] }] },
            },
            cancellationToken);
        while (true)
        {
            var described = await ecs.DescribeTasksAsync(new DescribeTasksRequest { Cluster = BenchServer.Cluster, Tasks = [run.Tasks[0].TaskArn] }, cancellationToken);
            if (described.Tasks is [{ LastStatus: "STOPPED" }])
                break;
            await Task.Delay(TimeSpan.FromMilliseconds(200), TimeProvider.System, cancellationToken);
        }

        await ecs.DeregisterTaskDefinitionAsync(new DeregisterTaskDefinitionRequest { TaskDefinition = arn }, cancellationToken);
    }
}
