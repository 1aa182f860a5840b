using Slipway.Aws.Ecs;
using Slipway.Ecs.Definitions;
using Slipway.Ecs.Ledger;
using Slipway.Ecs.Registration;

namespace Slipway.Ecs.Collecting;

/// <summary>
/// Collects the revisions of a family that other tools left behind: those that neither this ledger knows nor another ledger's tag claims. The same rules
/// apply as to Slipway's own; since nobody recorded launches, the age of an active one counts from its registration, and the ECS tasks that run now are
/// references. Applying takes them into the ledger first, as orphans, so that it is audited and resumable like everything else.
/// </summary>
public sealed class UnmanagedCollector
{
    private static readonly DefinitionHash NoHash = new("unmanaged");

    private readonly ILedger _ledger;
    private readonly IReadOnlyList<IRevisionReferences> _references;
    private readonly CollectorPolicy _policy;
    private readonly LeaseKeeper _leases;
    private readonly TimeProvider _time;
    private readonly EcsRevisions _revisions;
    private readonly Collector _collector;

    /// <summary>Makes a collector for what other tools left behind.</summary>
    /// <param name="ledger">The ledger.</param>
    /// <param name="ecs">Task definitions, inside the account's budgets, with the priority of housekeeping.</param>
    /// <param name="references">Everybody who knows which revisions are needed: <see cref="EcsTaskReferences"/> of the family at least.</param>
    /// <param name="policy">What to keep.</param>
    /// <param name="leases">Takes the leases.</param>
    /// <param name="time">The clock.</param>
    public UnmanagedCollector(
        ILedger ledger,
        ITaskDefinitions ecs,
        IReadOnlyList<IRevisionReferences> references,
        CollectorPolicy policy,
        LeaseKeeper leases,
        TimeProvider time)
    {
        _collector = new Collector(ledger, ecs, references, policy, leases, time);
        (_ledger, _references, _policy, _leases, _time) = (ledger, references, policy, leases, time);
        _revisions = new EcsRevisions(ecs, time);
    }

    /// <summary>Plans. Changes nothing. One DescribeTaskDefinition per revision: 20 a second is the account's budget.</summary>
    /// <param name="family">The family.</param>
    /// <param name="progress">Hears how many revisions were looked at; may be null.</param>
    /// <param name="cancellationToken">Ends it.</param>
    public async Task<UnmanagedPlan> PlanAsync(string family, IProgress<int>? progress, CancellationToken cancellationToken)
    {
        ArgumentException.ThrowIfNullOrEmpty(family);
        var facts = new List<RevisionFact>();
        var looked = 0;
        foreach (var status in new[] { EcsRevisions.Active, EcsRevisions.Inactive })
        {
            await foreach (var number in _revisions.ListAsync(family, status, 0, 100, cancellationToken))
            {
                if (await FactAsync(family, number, cancellationToken) is { } fact)
                    facts.Add(fact);
                progress?.Report(++looked);
            }
        }

        facts.Sort((a, b) => b.Revision.CompareTo(a.Revision));
        // Read after the listing, which can take long, so that they are fresh when the plan is looked at.
        var references = await new ReferenceGuard(_references, _policy, _time).GetAsync(cancellationToken);
        return new UnmanagedPlan(CollectorPlan.Make([(family, facts)], references, _policy, _time.GetUtcNow()), facts);
    }

    /// <summary>Does what the plan says, as far as it still holds. One that was killed is finished by <see cref="Collector"/>.</summary>
    /// <inheritdoc cref="Collector.ApplyAsync"/>
    public async Task<CollectorResult> ApplyAsync(
        UnmanagedPlan plan,
        AuditContext audit,
        IProgress<CollectorProgress>? progress,
        CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(plan);
        ArgumentNullException.ThrowIfNull(audit);
        await TakeInAsync(plan, audit, cancellationToken);
        return await _collector.ApplyAsync(plan.Plan.AsOrphans(), audit, progress, cancellationToken);
    }

    private async Task<RevisionFact?> FactAsync(string family, int number, CancellationToken cancellationToken)
    {
        if (await _ledger.FindRevisionAsync(family, number, cancellationToken) is not null)
            return null;
        if (await _revisions.FindAsync(family, number, cancellationToken) is not { } found || RevisionTags.Find(found.Tags, RevisionTags.Ledger) is not null)
            return null;

        var definition = found.TaskDefinition;
        var registered = definition.RegisteredAt ?? _time.GetUtcNow();
        return definition.Status switch
        {
            EcsRevisions.Active => new RevisionFact(number, RevisionState.Active, NoHash, null, registered, registered, null),
            EcsRevisions.Inactive => new RevisionFact(number, RevisionState.Deregistered, NoHash, null, registered, registered, definition.DeregisteredAt ?? _time.GetUtcNow()),
            _ => null,
        };
    }

    private async Task TakeInAsync(UnmanagedPlan plan, AuditContext audit, CancellationToken cancellationToken)
    {
        var family = plan.Plan.Families[0];
        var by = audit with { Reason = $"{audit.Reason}: left behind by another tool" };
        var taken = plan.Plan.Revisions.Where(planned => planned.Action != PlannedAction.Keep).Select(planned => planned.Revision).ToHashSet();
        await using var lease = (await _leases.AcquireAsync(LeaseNames.OfFamily(family), null, cancellationToken))!;
        foreach (var part in plan.Facts.Where(fact => taken.Contains(fact.Revision)).Chunk(FamilyChange.MaxRevisions))
        {
            await lease.ConfirmIfOldAsync(cancellationToken);
            var revisions = new List<NewRevision>();
            foreach (var fact in part)
            {
                // Somebody else may have taken it in since the plan was made.
                if (await _ledger.FindRevisionAsync(family, fact.Revision, cancellationToken) is not null)
                    continue;
                var state = fact.State == RevisionState.Active ? RevisionState.Orphan : RevisionState.Deregistered;
                revisions.Add(new NewRevision(fact.Revision, NoHash, state, fact.RegisteredAt, fact.UsedUntil) { DeregisteredAt = fact.DeregisteredAt });
            }

            await _ledger.ChangeFamilyAsync(lease.Token, new FamilyChange { Audit = by, Revisions = revisions }, cancellationToken);
        }
    }
}
