using Slipway.Benchmarks.Children;
using Slipway.Benchmarks.Hosting;
using Slipway.Benchmarks.Report;
using Slipway.Ecs;
using Slipway.Ecs.Ledger;
using Slipway.LocalEcs.Faults;
using Slipway.LocalEcs.Protocol;

namespace Slipway.Benchmarks.Scenarios;

/// <summary>
/// A collector process is killed (SIGKILL) right after it said that it would call ECS, again and again, while LocalEcs loses answers of what it carried out and
/// launches take old revisions into use. What was done is read from LocalEcs, its call counts, the ledger, and what the killed processes had said.
/// </summary>
internal sealed class CollectorApplyScenario : IScenario
{
    private const int Seed = 20260105;
    private const int MaxLives = 100;

    private static readonly TimeSpan BetweenHits = TimeSpan.FromMilliseconds(200);
    private static readonly AuditContext Launch = new("bench", "launching");

    public string Name => "collector apply";

    public bool MostlyWaits => true;

    public async Task<IReadOnlyList<Figure>> RunAsync(bool quick, CancellationToken cancellationToken)
    {
        var (families, perFamily, kills) = quick ? (3, 80, 6) : (5, 800, 20);
        await using var server = await BenchServer.StartAsync(options => options, cancellationToken);
        var scene = new CollectorScene(server, families, perFamily);
        await scene.FillAsync(cancellationToken);
        server.Server.Faults = Faults();

        await using var runtime = await EcsRuntime.CreateAsync(CollectorScene.RuntimeOptions(server.Aws, server.StatePath), cancellationToken);
        using var collected = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        var launching = HitAsync(runtime, scene, collected.Token, cancellationToken);
        var told = await CollectAsync(server, kills, scene.Collectable.Count(), cancellationToken);
        await collected.CancelAsync();
        var handedOut = await launching;

        server.Server.Faults = FaultPlan.None;
        return await JudgeAsync(runtime, scene, told, server.Server.Calls["ecs:DeregisterTaskDefinition"], handedOut, cancellationToken);
    }

    private static FaultPlan Faults() => new()
    {
        Seed = Seed,
        Rules =
        [
            // Only what took effect loses its answer, so that each call that LocalEcs counts was carried out.
            new FaultRule { Kind = FaultKind.AbortAfter, Operation = "DeregisterTaskDefinition", Times = 1 },
            new FaultRule { Kind = FaultKind.AbortAfter, Operation = "DeleteTaskDefinitions", Times = 1 },
            new FaultRule { Kind = FaultKind.AbortAfter, Operation = "DeregisterTaskDefinition", Probability = 0.03 },
            new FaultRule { Kind = FaultKind.AbortAfter, Operation = "DeleteTaskDefinitions", Probability = 0.1 },
        ],
    };

    /// <summary>Runs collectors one after the other, until one comes to the end.</summary>
    private static async Task<ToldCalls> CollectAsync(BenchServer server, int kills, int collectable, CancellationToken cancellationToken)
    {
#pragma warning disable CA5394 // The moments of a measurement, the same in every run: nothing secret.
        var random = new Random(Seed);
        var told = new ToldCalls();
        for (var life = 0; life < MaxLives; life++)
        {
            await using var child = ChildProcess.Start(
                CollectChild.Mode, server.Server.Endpoint.AbsoluteUri, server.Server.AccessKeyId, server.Server.SecretAccessKey, server.StatePath);

            // Spread over deregistrations and deletions, of which launches spare up to a quarter.
            var stepsLeft = told.Kills < kills ? random.Next(1, (int)(2.4 * collectable / kills)) : int.MaxValue;
            var killed = false;
            await foreach (var line in child.LinesAsync(cancellationToken))
            {
                stepsLeft -= told.Read(line);
                if (killed || stepsLeft > 0)
                    continue;
                // Before the call is sent, while it is carried out, or after its answer.
                await Task.Delay(TimeSpan.FromMilliseconds(random.Next(4)), TimeProvider.System, cancellationToken);
                killed = true;
                child.Kill();
                told.Kills++;
            }
#pragma warning restore CA5394

            if (await child.EndAsync(cancellationToken) == 0)
                return told;
        }

        throw new InvalidOperationException($"{MaxLives} collectors, of which {told.Kills} were killed, did not come to an end.");
    }

    /// <summary>Takes old revisions into use while the collector is at work: each answer that names one is a promise.</summary>
    private static async Task<IReadOnlyList<string>> HitAsync(
        EcsRuntime runtime, CollectorScene scene, CancellationToken collected, CancellationToken cancellationToken)
    {
        var handedOut = new List<string>();
#pragma warning disable CA5394 // As above.
        var random = new Random(Seed);
        (int Family, int Release)[] all = [.. scene.Collectable];
        random.Shuffle(all);
#pragma warning restore CA5394
        foreach (var (family, release) in all.Take(all.Length / 4).TakeWhile(_ => !collected.IsCancellationRequested))
        {
            var revision = await runtime.Registrar.EnsureAsync(CollectorScene.Definition(family, release), Launch, cancellationToken);
            handedOut.Add(revision.Name);
            await Task.Delay(BetweenHits, TimeProvider.System, collected).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }

        return handedOut;
    }

    private async Task<IReadOnlyList<Figure>> JudgeAsync(
        EcsRuntime runtime, CollectorScene scene, ToldCalls told, CallCount calls, IReadOnlyList<string> handedOut, CancellationToken cancellationToken)
    {
        var ecs = await EcsRevisionStatus.ReadAsync(runtime.Ecs, cancellationToken);
        var needed = scene.Needed.Concat(handedOut).ToHashSet(StringComparer.Ordinal);
        var touched = needed.Count(name => ecs.Of(name) != "ACTIVE");
        var collectable = scene.Collectable.Select(one => CollectorScene.NameOf(one.Family, one.Release)).Where(name => !needed.Contains(name)).ToList();
        var left = collectable.Count(name => ecs.Of(name) is "ACTIVE" or "INACTIVE");
        var (unexplained, wrong) = await ecs.CompareAsync(runtime.Ledger, cancellationToken);
        var unfinished = await CountAsync(runtime.Ledger, [RevisionState.Deregistering, RevisionState.Deleting], cancellationToken);
        var twice = await StepsWrittenTwiceAsync(runtime.Ledger, cancellationToken);

        // One for each revision, whatever was killed or lost: LocalEcs carried each of them out.
        var needless = calls.Calls - collectable.Count;
        return
        [
            new(Name, $"{scene.Revisions} revisions, {needed.Count} of them needed: needed and touched", $"{touched}", "0", touched == 0, $"{told.Kills} SIGKILLs; {handedOut.Count} handed out meanwhile") { IsCorrectness = true },
            new(Name, "… collectable and left over", $"{left}", "0", left == 0, $"deleted: {collectable.Count - left}, {ecs.Count("DELETE_IN_PROGRESS")} of them when their ECS tasks have ended") { IsCorrectness = true },
            new(Name, "… DeregisterTaskDefinition without need", $"{needless}", "0", needless == 0, $"{calls.Calls} calls for {collectable.Count} revisions, {calls.Aborted} answers lost") { IsCorrectness = true },
            new(Name, "… deregistered or deleted again after an answer", $"{told.AskedAgainAfterAnswer}", "0", told.AskedAgainAfterAnswer == 0, $"asked again, no answer having come: {told.AskedAgain}") { IsCorrectness = true },
            new(Name, "… steps that the audit trail holds twice", $"{twice}", "0", twice == 0, null) { IsCorrectness = true },
            new(Name, "… revisions that the ledger cannot explain", $"{unexplained}", "0", unexplained == 0, null) { IsCorrectness = true },
            new(Name, "… ledger entries that are not so in ECS", $"{wrong + unfinished}", "0", wrong + unfinished == 0, null) { IsCorrectness = true },
        ];
    }

    private static async Task<int> CountAsync(ILedger ledger, IReadOnlyCollection<RevisionState> states, CancellationToken cancellationToken)
    {
        var page = await ledger.ListAsync(new RevisionFilter { States = states, Limit = 1000 }, cancellationToken);
        return page.Items.Count;
    }

    private static async Task<int> StepsWrittenTwiceAsync(ILedger ledger, CancellationToken cancellationToken)
    {
        var (seen, twice) = (new HashSet<(string, int?, RevisionState?, RevisionState?)>(), 0);
        string? after = null;
        do
        {
            var page = await ledger.AuditAsync(new AuditFilter { Limit = 1000, After = after }, cancellationToken);
            twice += page.Items.Count(entry => entry.From != entry.To && entry.Revision is not null && !seen.Add((entry.Family, entry.Revision, entry.From, entry.To)));
            after = page.Next;
        }
        while (after is not null);
        return twice;
    }
}
