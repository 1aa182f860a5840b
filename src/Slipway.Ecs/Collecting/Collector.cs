using System.Runtime.CompilerServices;
using Slipway.Aws.Ecs;
using Slipway.Core.Errors;
using Slipway.Ecs.Ledger;

namespace Slipway.Ecs.Collecting;

/// <summary>Deregisters and deletes revisions that nothing needs: plans first, and applies only what it is told to.</summary>
public sealed class Collector
{
    private readonly ILedger _ledger;
    private readonly ITaskDefinitions _ecs;
    private readonly IReadOnlyList<IRevisionReferences> _references;
    private readonly CollectorPolicy _policy;
    private readonly TimeProvider _time;
    private readonly LeaseKeeper _leases;

    /// <summary>Makes a collector.</summary>
    /// <param name="ledger">The ledger.</param>
    /// <param name="ecs">Task definitions, inside the account's budgets, with the priority of housekeeping.</param>
    /// <param name="references">Everybody who knows which revisions are needed; at least one.</param>
    /// <param name="policy">What to keep.</param>
    /// <param name="leases">Takes the lease that lets one collector run at a time.</param>
    /// <param name="time">The clock.</param>
    /// <exception cref="SlipwayException"><c>settings.invalid</c>.</exception>
    public Collector(
        ILedger ledger,
        ITaskDefinitions ecs,
        IReadOnlyList<IRevisionReferences> references,
        CollectorPolicy policy,
        LeaseKeeper leases,
        TimeProvider time)
    {
        ArgumentNullException.ThrowIfNull(ledger);
        ArgumentNullException.ThrowIfNull(ecs);
        ArgumentNullException.ThrowIfNull(references);
        ArgumentNullException.ThrowIfNull(policy);
        ArgumentNullException.ThrowIfNull(leases);
        ArgumentNullException.ThrowIfNull(time);
        policy.Validate();
        (_ledger, _ecs, _references, _policy, _leases, _time) = (ledger, ecs, references, policy, leases, time);
    }

    /// <summary>Plans, for one family or all. Changes nothing.</summary>
    /// <exception cref="SlipwayException"><c>collector.references-missing</c>, <c>collector.references-stale</c>: nothing may be collected.</exception>
    public async Task<CollectorPlan> PlanAsync(string? family, CancellationToken cancellationToken)
    {
        var references = await new ReferenceGuard(_references, _policy, _time).GetAsync(cancellationToken);
        return await CollectorPlan.MakeAsync(FamiliesAsync(family, cancellationToken), references, _policy, _time.GetUtcNow(), cancellationToken);
    }

    /// <summary>
    /// Does what the plan says, as far as it still holds: what came into use since is left alone. Everything is written to the ledger before AWS is called, so an
    /// application that was killed is finished by the next plan, with nothing done twice.
    /// </summary>
    /// <param name="plan">The plan.</param>
    /// <param name="audit">Who applies it, and why.</param>
    /// <param name="progress">Hears of each revision; may be null.</param>
    /// <param name="cancellationToken">Ends it between two revisions.</param>
    /// <exception cref="SlipwayException">
    /// <c>collector.busy</c>: another collector is at work. <c>collector.references-stale</c>, <c>collector.references-missing</c>.
    /// </exception>
    /// <exception cref="Slipway.Aws.AwsException">AWS can't be reached, or does not let the caller do it; what was begun is finished by the next run.</exception>
    public async Task<CollectorResult> ApplyAsync(
        CollectorPlan plan,
        AuditContext audit,
        IProgress<CollectorProgress>? progress,
        CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(plan);
        ArgumentNullException.ThrowIfNull(audit);
        await using var lease = await _leases.TryAcquireAsync(LeaseNames.Collector, cancellationToken)
            ?? throw new SlipwayException("collector.busy", "Another collector is at work on this ledger. Wait until it is done, then plan again.");

        var guard = new ReferenceGuard(_references, _policy, _time);
        return await new CollectorApplication(_ledger, _ecs, lease, guard, _policy, plan, audit, progress, _time).RunAsync(cancellationToken);
    }

    private async IAsyncEnumerable<(string Family, IAsyncEnumerable<RevisionFact> Revisions)> FamiliesAsync(
        string? only,
        [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        await foreach (var family in _ledger.ListFamiliesAsync(cancellationToken))
        {
            if (only is not null && family.Name != only)
                continue;
            Telemetry.FamilyRevisions.Record(family.HighestRevision, new KeyValuePair<string, object?>(Telemetry.FamilyTag, family.Name));
            yield return (family.Name, _ledger.ScanAsync(family.Name, cancellationToken));
        }
    }
}
