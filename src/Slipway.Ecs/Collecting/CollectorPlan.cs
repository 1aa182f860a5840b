using Slipway.Ecs.Ledger;

namespace Slipway.Ecs.Collecting;

/// <summary>What the collector would do with each revision, and why. Making one changes nothing.</summary>
public sealed class CollectorPlan
{
    private readonly List<string> _families = [];
    private readonly List<PlannedRevision> _revisions = [];
    private readonly Dictionary<(int Family, int Revision), RevisionReference> _references = [];
    private readonly Dictionary<(PlannedAction, PlanReason), int> _counts = [];

    private CollectorPlan(DateTimeOffset madeAt) => MadeAt = madeAt;

    /// <summary>When it was made.</summary>
    public DateTimeOffset MadeAt { get; }

    /// <summary>The families.</summary>
    public IReadOnlyList<string> Families => _families;

    /// <summary>All revisions but the deleted ones: by family, newest first.</summary>
    public IReadOnlyList<PlannedRevision> Revisions => _revisions;

    /// <summary>How many revisions by what would be done and why.</summary>
    public IReadOnlyDictionary<(PlannedAction Action, PlanReason Reason), int> Counts => _counts;

    /// <summary>Makes a plan: a function of its arguments alone.</summary>
    /// <param name="families">Families with their revisions, newest first.</param>
    /// <param name="references">Who needs what.</param>
    /// <param name="policy">What to keep.</param>
    /// <param name="now">The present.</param>
    public static CollectorPlan Make(
        IEnumerable<(string Family, IEnumerable<RevisionFact> Revisions)> families,
        ReferenceIndex references,
        CollectorPolicy policy,
        DateTimeOffset now)
    {
        ArgumentNullException.ThrowIfNull(families);
        ArgumentNullException.ThrowIfNull(references);
        ArgumentNullException.ThrowIfNull(policy);
        var plan = new CollectorPlan(now);
        foreach (var (family, revisions) in families)
        {
            var index = plan.Begin(family);
            var planner = new FamilyPlanner(family, references, policy, now);
            foreach (var fact in revisions)
                plan.Add(index, fact, planner.Decide(fact));
        }

        return plan;
    }

    /// <summary>The same over streams, which a million revisions come in.</summary>
    internal static async Task<CollectorPlan> MakeAsync(
        IAsyncEnumerable<(string Family, IAsyncEnumerable<RevisionFact> Revisions)> families,
        ReferenceIndex references,
        CollectorPolicy policy,
        DateTimeOffset now,
        CancellationToken cancellationToken)
    {
        var plan = new CollectorPlan(now);
        await foreach (var (family, revisions) in families.WithCancellation(cancellationToken))
        {
            var index = plan.Begin(family);
            var planner = new FamilyPlanner(family, references, policy, now);
            await foreach (var fact in revisions.WithCancellation(cancellationToken))
                plan.Add(index, fact, planner.Decide(fact));
        }

        return plan;
    }

    /// <summary>The form that people and ECS use: <c>family:revision</c>.</summary>
    public string NameOf(PlannedRevision revision) => $"{_families[revision.Family]}:{revision.Revision}";

    /// <summary>Who needs a revision that is kept as <see cref="PlanReason.Referenced"/>; null for the others.</summary>
    public RevisionReference? ReferenceOf(PlannedRevision revision) => _references.GetValueOrDefault((revision.Family, revision.Revision));

    /// <summary>How many revisions an action would be done to.</summary>
    public int CountOf(PlannedAction action) => _counts.Where(count => count.Key.Item1 == action).Sum(count => count.Value);

    /// <summary>The same plan after its active revisions were taken into the ledger as orphans.</summary>
    internal CollectorPlan AsOrphans()
    {
        var plan = new CollectorPlan(MadeAt);
        plan._families.AddRange(_families);
        plan._revisions.AddRange(_revisions.Select(planned => planned.State == RevisionState.Active ? planned with { State = RevisionState.Orphan } : planned));
        foreach (var (key, count) in _counts)
            plan._counts.Add(key, count);
        foreach (var (key, reference) in _references)
            plan._references.Add(key, reference);
        return plan;
    }

    private int Begin(string family)
    {
        _families.Add(family);
        return _families.Count - 1;
    }

    private void Add(int family, in RevisionFact fact, (PlannedAction Action, PlanReason Reason, RevisionReference? Reference) decision)
    {
        _revisions.Add(new PlannedRevision(family, fact.Revision, fact.State, decision.Action, decision.Reason));
        System.Runtime.InteropServices.CollectionsMarshal.GetValueRefOrAddDefault(_counts, (decision.Action, decision.Reason), out _)++;
        if (decision.Reference is { } reference)
            _references[(family, fact.Revision)] = reference;
    }
}
