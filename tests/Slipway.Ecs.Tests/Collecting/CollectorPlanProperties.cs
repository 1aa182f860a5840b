using FsCheck;
using FsCheck.Fluent;
using Slipway.Ecs.Collecting;
using Slipway.Ecs.Ledger;

namespace Slipway.Ecs.Tests.Collecting;

public sealed class CollectorPlanProperties
{
    private static readonly Config Thorough = Config.QuickThrowOnFailure.WithMaxTest(1000);

    [Fact]
    public void What_somebody_needs_is_never_taken_unless_it_was_begun_before() => Holds(one =>
        Taken(one).All(planned => IsBegun(planned.State) || !one.References.Any(reference => Names(reference, FactOf(one, planned)))));

    [Fact]
    public void What_a_launch_may_still_use_is_never_deregistered_unless_it_was_begun_before() => Holds(one =>
        Taken(one).Where(planned => planned.Action == PlannedAction.Deregister && !IsBegun(planned.State))
            .All(planned => FactOf(one, planned).UsedUntil + one.Policy.CacheTime < PlanCase.Now));

    [Fact]
    public void The_newest_shared_active_ones_are_never_taken() => Holds(one =>
    {
        var newest = one.Facts.Where(fact => fact is { State: RevisionState.Active, LaunchId: null }).Take(one.Policy.KeepLast).Select(fact => fact.Revision);
        return !Taken(one).Select(planned => planned.Revision).Intersect(newest).Any();
    });

    [Fact]
    public void What_is_young_is_never_taken() => Holds(one => Taken(one).Where(planned => !IsBegun(planned.State)).All(planned =>
    {
        var fact = FactOf(one, planned);
        return fact.State switch
        {
            RevisionState.Deregistered => PlanCase.Now - fact.DeregisteredAt >= one.Policy.InactiveFor,
            RevisionState.Active when fact.LaunchId is null => PlanCase.Now - fact.UsedUntil >= one.Policy.UnusedFor,
            _ => true,
        };
    }));

    [Fact]
    public void Every_revision_is_in_the_plan_once_with_an_action_that_its_state_allows() => Holds(one =>
    {
        var plan = one.Plan();
        return plan.Revisions.Select(planned => planned.Revision).SequenceEqual(one.Facts.Select(fact => fact.Revision))
            && plan.Counts.Values.Sum() == one.Facts.Count
            && plan.Revisions.All(planned => planned.Action switch
            {
                PlannedAction.Keep => !IsBegun(planned.State),
                PlannedAction.Deregister => planned.State == RevisionState.Deregistering || RevisionTransitions.IsAllowed(planned.State, RevisionState.Deregistering),
                _ => planned.State == RevisionState.Deleting || RevisionTransitions.IsAllowed(planned.State, RevisionState.Deleting),
            });
    });

    [Fact]
    public void As_time_passes_more_is_taken_and_never_less()
    {
        var cases = PlanCase.Arbitrary().Generator;
        var later = from one in cases from hours in Gen.Choose(0, 24 * 400) select (One: one, Hours: hours);
        Prop.ForAll(later.ToArbitrary(), pair =>
        {
            var now = Taken(pair.One).Select(planned => (planned.Revision, planned.Action)).ToHashSet();
            var then = pair.One.Plan(PlanCase.Now + TimeSpan.FromHours(pair.Hours)).Revisions
                .Where(planned => planned.Action != PlannedAction.Keep)
                .Select(planned => (planned.Revision, planned.Action))
                .ToHashSet();
            return now.IsSubsetOf(then);
        }).Check(Thorough);
    }

    [Fact]
    public void Planned_again_after_it_was_applied_there_is_nothing_to_do() => Holds(one =>
    {
        var policy = one.Policy with { InactiveFor = one.Policy.InactiveFor + TimeSpan.FromHours(1) };
        var plan = CollectorPlan.Make([(PlanCase.Family, one.Facts)], one.Index(PlanCase.Now), policy, PlanCase.Now);
        var actions = plan.Revisions.ToDictionary(planned => planned.Revision, planned => planned.Action);
        var applied = one.Facts
            .Where(fact => actions[fact.Revision] != PlannedAction.Delete)
            .Select(fact => actions[fact.Revision] == PlannedAction.Keep
                ? fact
                : fact with { State = RevisionState.Deregistered, DeregisteredAt = PlanCase.Now });
        return CollectorPlan.Make([(PlanCase.Family, applied)], one.Index(PlanCase.Now), policy, PlanCase.Now)
            .Revisions.All(planned => planned.Action == PlannedAction.Keep);
    });

    [Fact]
    public void A_plan_follows_from_its_arguments_alone() => Holds(one => one.Plan().Revisions.SequenceEqual(one.Plan().Revisions));

    [Fact]
    public void Another_reference_never_takes_more() => Holds(one =>
    {
        var fewer = one with { References = [.. one.References.Skip(1)] };
        return Taken(one).Select(planned => planned.Revision).ToHashSet().IsSubsetOf(Taken(fewer).Select(planned => planned.Revision));
    });

    private static void Holds(Func<PlanCase, bool> property) => Prop.ForAll(PlanCase.Arbitrary(), property).Check(Thorough);

    private static IEnumerable<PlannedRevision> Taken(PlanCase one) => one.Plan().Revisions.Where(planned => planned.Action != PlannedAction.Keep);

    private static RevisionFact FactOf(PlanCase one, PlannedRevision planned) => one.Facts.Single(fact => fact.Revision == planned.Revision);

    private static bool IsBegun(RevisionState state) => state is RevisionState.Deregistering or RevisionState.Deleting;

    private static bool Names(RevisionReference reference, RevisionFact fact) =>
        reference.Revision == fact.Revision || reference.Hash == fact.Hash || (reference.LaunchId is not null && reference.LaunchId == fact.LaunchId);
}
