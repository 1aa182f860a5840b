using System.Globalization;
using System.Security.Cryptography;
using System.Text.Json.Nodes;
using Slipway.Benchmarks.Hosting;
using Slipway.Benchmarks.Report;
using Slipway.Ecs.Definitions;
using Slipway.Ecs.Ledger;
using Slipway.Ecs.Ledger.Sqlite;
using Slipway.Ecs.Storage;

namespace Slipway.Benchmarks.Scenarios;

/// <summary>From a definition to its revision: canonical JSON, hash, ledger. One thread, random keys, no cache but the operating system's.</summary>
internal sealed class LedgerHitScenario : IScenario
{
    private const int PerFamily = 1000;
    private const int Seed = 20260105;

    private static readonly AuditContext Audit = new("bench", "measuring");

    public string Name => "ledger hit";

    public bool MostlyWaits => false;

    public async Task<IReadOnlyList<Figure>> RunAsync(bool quick, CancellationToken cancellationToken)
    {
        var (revisions, hits) = quick ? (20_000, 5_000) : (1_000_000, 200_000);
        var folder = Directory.CreateTempSubdirectory("slipway-bench-").FullName;
        try
        {
            using var database = SqliteDatabase.Open(Path.Combine(folder, "ledger.db"));
            var time = TimeProvider.System;
            var ledger = SqliteLedger.Open(database, new LedgerScope(BenchServer.Account, BenchServer.Region), "bench", new LedgerOptions(), time);
            LedgerSeed.Fill(database, revisions / PerFamily, PerFamily, HashOf, time.GetUtcNow(), promisedUntil: time.GetUtcNow() + TimeSpan.FromDays(2));

#pragma warning disable CA5394 // Keys of a measurement, the same in every run: nothing secret.
            var random = new Random(Seed);
            var keys = Enumerable.Range(0, hits).Select(_ => (Family: random.Next(revisions / PerFamily), Release: random.Next(PerFamily))).ToArray();
#pragma warning restore CA5394
            var until = time.GetUtcNow() + TimeSpan.FromHours(2);
            var times = new long[hits];
            var misses = 0;
            foreach (var (family, release) in keys.Take(hits / 20))
                misses += (await ledger.UseAsync(LedgerSeed.FamilyName(family), HashOf(family, release), until, Audit, cancellationToken)) is null ? 1 : 0;

            var began = time.GetTimestamp();
            for (var i = 0; i < hits; i++)
            {
                var at = time.GetTimestamp();
                var (family, release) = keys[i];
                var hit = await ledger.UseAsync(LedgerSeed.FamilyName(family), HashOf(family, release), until, Audit, cancellationToken);
                times[i] = time.GetTimestamp() - at;
                misses += hit?.Revision == release + 1 ? 0 : 1;
            }

            var elapsed = time.GetElapsedTime(began);
            var floor = Floor(database, keys, time);
            Array.Sort(times);
            var p99 = TimeSpan.FromSeconds((double)times[(int)(hits * 0.99)] / time.TimestampFrequency);
            var rate = hits / elapsed.TotalSeconds;
            return
            [
                new(Name, $"{BenchServer.Number(revisions)} revisions, definition to revision", $"{BenchServer.Number(rate)}/s", ">= 10,000/s", rate >= 10_000, $"the bare row by its key, no hash: {BenchServer.Number(floor)}/s"),
                new(Name, "… p99", $"{p99.TotalMilliseconds.ToString("0.000", CultureInfo.InvariantCulture)} ms", "< 1 ms", p99 < TimeSpan.FromMilliseconds(1), null),
                new(Name, "… misses", $"{misses}", "0", misses == 0, null) { IsCorrectness = true },
            ];
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    /// <summary>The work that every launch does: build the document, write it canonically, hash it.</summary>
    private static DefinitionHash HashOf(int family, int release)
    {
        var document = new JsonObject
        {
            ["family"] = LedgerSeed.FamilyName(family),
            ["networkMode"] = "awsvpc",
            ["cpu"] = "256",
            ["memory"] = "512",
            ["executionRoleArn"] = $"arn:aws:iam::{BenchServer.Account}:role/run",
            ["requiresCompatibilities"] = new JsonArray("FARGATE"),
            ["containerDefinitions"] = new JsonArray(new JsonObject
            {
                ["name"] = "main",
                ["image"] = $"{BenchServer.Account}.dkr.ecr.{BenchServer.Region}.amazonaws.com/{LedgerSeed.FamilyName(family)}@sha256:{release.ToString("x64", CultureInfo.InvariantCulture)}",
                ["essential"] = true,
                ["logConfiguration"] = new JsonObject
                {
                    ["logDriver"] = "awslogs",
                    ["options"] = new JsonObject
                    {
                        ["awslogs-group"] = "/slipway/data",
                        ["awslogs-region"] = BenchServer.Region,
                        ["awslogs-stream-prefix"] = "dbt",
                        ["mode"] = "non-blocking",
                    },
                },
            }),
        };
        return new DefinitionHash($"1:{Convert.ToHexStringLower(SHA256.HashData(CanonicalJson.ToUtf8(document)))}");
    }

    /// <summary>What SQLite itself takes for a row of the same table by its whole key.</summary>
    private static double Floor(SqliteDatabase database, (int Family, int Release)[] keys, TimeProvider time)
    {
        var hashes = keys.Take(keys.Length / 4).Select(key => (Family: key.Family + 1, Hash: HashOf(key.Family, key.Release).Value)).ToArray();
        var began = time.GetTimestamp();
        foreach (var (family, hash) in hashes)
        {
            database.Read(session => session.One(
                "SELECT revision, used_until FROM ledger_current WHERE family_id = $1 AND hash = $2", row => row.GetInt64(0) + row.GetInt64(1), family, hash));
        }

        return hashes.Length / time.GetElapsedTime(began).TotalSeconds;
    }
}
