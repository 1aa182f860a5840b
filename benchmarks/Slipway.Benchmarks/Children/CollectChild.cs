using Slipway.Benchmarks.Hosting;
using Slipway.Ecs;
using Slipway.Ecs.Collecting;
using Slipway.Ecs.Ledger;

namespace Slipway.Benchmarks.Children;

/// <summary>A collector process that is made to be killed: it plans and applies until nothing is left to do.</summary>
internal static class CollectChild
{
    public const string Mode = "child-collect";

    /// <summary>What the collector keeps here: deregistered revisions are deleted by the next plan.</summary>
    public static CollectorPolicy Policy { get; } = new() { KeepLast = 5, UnusedFor = TimeSpan.Zero, InactiveFor = TimeSpan.Zero };

    /// <summary>Arguments: endpoint, key, secret, state file.</summary>
    public static async Task<int> RunAsync(string[] arguments, CancellationToken cancellationToken)
    {
        // Each call is sent once: what is sent again after a lost answer is the collector's own decision.
        var aws = BenchServer.AwsFor(new Uri(arguments[0]), arguments[1], arguments[2]) with { MaxErrorRetry = 0 };
        var options = CollectorScene.RuntimeOptions(aws, arguments[3]);
        await using var runtime = await EcsRuntime.CreateAsync(options, cancellationToken);
        var collector = new Collector(
            runtime.Ledger,
            new ToldDefinitions(runtime.HousekeepingDefinitions, Console.Out),
            [new LaunchReferences(runtime.Launches, options.Time)],
            Policy,
            new LeaseKeeper(runtime.Ledger, LeaseKeeper.ThisProcess, options.Registration.Lease, options.Time),
            options.Time);
        while (true)
        {
            var plan = await collector.PlanAsync(null, cancellationToken);
            if (plan.CountOf(PlannedAction.Keep) == plan.Revisions.Count)
                return 0;
            await collector.ApplyAsync(plan, new AuditContext("bench", "measuring"), progress: null, cancellationToken);
        }
    }
}
