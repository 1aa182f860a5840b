using System.Diagnostics;
using System.Globalization;
using Slipway.Benchmarks.Hosting;
using Slipway.Ecs.Collecting;
using Slipway.Ecs.Ledger;
using Slipway.Ecs.Ledger.Sqlite;
using Slipway.Ecs.Storage;

namespace Slipway.Benchmarks.Children;

/// <summary>A process that plans a collection: whose memory is measured.</summary>
internal static class PlanChild
{
    public const string Mode = "child-plan";

    /// <summary>
    /// Argument: the ledger's file. Says <c>planned REVISIONS TO-DEREGISTER SECONDS BYTES</c>: only the process itself can tell its peak memory after the last
    /// allocation and before its end.
    /// </summary>
    public static async Task<int> RunAsync(string[] arguments, CancellationToken cancellationToken)
    {
        var time = TimeProvider.System;
        using var database = SqliteDatabase.Open(arguments[0]);
        var ledger = SqliteLedger.Open(database, new LedgerScope(BenchServer.Account, BenchServer.Region), "bench", new LedgerOptions(), time);
        var policy = new CollectorPolicy();
        var references = ReferenceIndex.From([new ReferenceSnapshot("bench", time.GetUtcNow(), [])], policy, time.GetUtcNow());

        var began = time.GetTimestamp();
        var plan = await CollectorPlan.MakeAsync(FamiliesAsync(ledger, cancellationToken), references, policy, time.GetUtcNow(), cancellationToken);
        var seconds = time.GetElapsedTime(began).TotalSeconds;
        var deregister = plan.Counts.Where(count => count.Key.Action == PlannedAction.Deregister).Sum(count => count.Value);
        using var self = Process.GetCurrentProcess();
        Console.WriteLine($"planned {plan.Revisions.Count} {deregister} {seconds.ToString(CultureInfo.InvariantCulture)} {self.PeakWorkingSet64}");
        return 0;
    }

    private static async IAsyncEnumerable<(string Family, IAsyncEnumerable<RevisionFact> Revisions)> FamiliesAsync(
        SqliteLedger ledger, [System.Runtime.CompilerServices.EnumeratorCancellation] CancellationToken cancellationToken)
    {
        await foreach (var family in ledger.ListFamiliesAsync(cancellationToken))
            yield return (family.Name, ledger.ScanAsync(family.Name, cancellationToken));
    }
}
