using System.Globalization;
using Slipway.Benchmarks.Children;
using Slipway.Benchmarks.Hosting;
using Slipway.Benchmarks.Report;
using Slipway.Ecs.Definitions;
using Slipway.Ecs.Ledger;
using Slipway.Ecs.Ledger.Sqlite;
using Slipway.Ecs.Storage;

namespace Slipway.Benchmarks.Scenarios;

/// <summary>A collector's plan over a big ledger, in a process of its own.</summary>
internal sealed class CollectorPlanScenario : IScenario
{
    private const int PerFamily = 1000;
    private const int MaxMegabytes = 500;
    private const double MaxSeconds = 10;

    public string Name => "collector plan";

    public bool MostlyWaits => false;

    public async Task<IReadOnlyList<Figure>> RunAsync(bool quick, CancellationToken cancellationToken)
    {
        var revisions = quick ? 20_000 : 1_000_000;
        var folder = Directory.CreateTempSubdirectory("slipway-bench-").FullName;
        try
        {
            var path = Path.Combine(folder, "ledger.db");
            var time = TimeProvider.System;
            double floor;
            using (var database = SqliteDatabase.Open(path))
            {
                SqliteLedger.Open(database, new LedgerScope(BenchServer.Account, BenchServer.Region), "bench", new LedgerOptions(), time);
                LedgerSeed.Fill(database, revisions / PerFamily, PerFamily, (family, release) => new DefinitionHash($"1:{family:x8}{release:x56}"), time.GetUtcNow());
                var began = time.GetTimestamp();
                var read = database.Read(session => session.One("SELECT count(*), total(used_until) FROM ledger_revision WHERE state = 'active'", row => row.GetInt64(0)));
                floor = time.GetElapsedTime(began).TotalSeconds;
                if (read != revisions)
                    throw new InvalidOperationException($"The ledger holds {read} revisions.");
            }

            await using var child = ChildProcess.Start(PlanChild.Mode, path);
            var (planned, deregister, seconds, memory) = (0, 0, double.NaN, 0L);
            await foreach (var line in child.LinesAsync(cancellationToken))
            {
                if (line.Split(' ') is not ["planned", var count, var few, var took, var peak])
                    continue;
                (planned, deregister) = (int.Parse(count, CultureInfo.InvariantCulture), int.Parse(few, CultureInfo.InvariantCulture));
                (seconds, memory) = (double.Parse(took, CultureInfo.InvariantCulture), long.Parse(peak, CultureInfo.InvariantCulture));
            }

            var megabytes = memory / 1024.0 / 1024.0;
            return
            [
                new(Name, $"{BenchServer.Number(revisions)} revisions", $"{BenchServer.Number(seconds)} s", $"< {MaxSeconds} s", seconds < MaxSeconds, $"SQLite reading every row: {BenchServer.Number(floor)} s"),
                new(Name, "… peak memory", $"{BenchServer.Number(megabytes)} MB", $"< {MaxMegabytes} MB", megabytes < MaxMegabytes, null),
                new(Name, "… revisions in the plan", $"{BenchServer.Number(planned)}", $"{BenchServer.Number(revisions)}", planned == revisions, $"to deregister: {BenchServer.Number(deregister)}") { IsCorrectness = true },
            ];
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }
}
