using System.Globalization;
using FsCheck;
using FsCheck.Fluent;
using Slipway.Ecs.Collecting;
using Slipway.Ecs.Definitions;
using Slipway.Ecs.Ledger;

namespace Slipway.Ecs.Tests.Collecting;

/// <summary>One random family with references and a policy.</summary>
internal sealed record PlanCase(IReadOnlyList<RevisionFact> Facts, IReadOnlyList<RevisionReference> References, CollectorPolicy Policy)
{
    internal const string Family = "dbt";

    internal static readonly DateTimeOffset Now = new(2026, 1, 5, 12, 0, 0, TimeSpan.Zero);

    private static readonly RevisionState[] States =
    [
        RevisionState.Active, RevisionState.Active, RevisionState.Active, RevisionState.Orphan, RevisionState.Retired,
        RevisionState.Deregistering, RevisionState.Deregistered, RevisionState.Deleting,
    ];

    internal static Arbitrary<PlanCase> Arbitrary()
    {
        var facts =
            from count in Gen.Choose(0, 25)
            from rows in Gen.ArrayOf(Fact(), count)
            select (IReadOnlyList<RevisionFact>)[.. rows.Select((row, i) => row with { Revision = count - i })];
        var cases =
            from all in facts
            from references in Gen.ArrayOf(Reference(), 4)
            from used in Gen.Choose(0, 4)
            from keep in Gen.Choose(0, 6)
            from unused in Gen.Choose(0, 60)
            from inactive in Gen.Choose(0, 200)
            from cache in Gen.Choose(0, 48)
            select new PlanCase(
                all,
                references[..used],
                new CollectorPolicy
                {
                    KeepLast = keep,
                    UnusedFor = TimeSpan.FromDays(unused),
                    InactiveFor = TimeSpan.FromDays(inactive),
                    CacheTime = TimeSpan.FromHours(cache),
                });
        return cases.ToArbitrary();
    }

    internal CollectorPlan Plan(DateTimeOffset at) => CollectorPlan.Make([(Family, Facts)], Index(at), Policy, at);

    internal CollectorPlan Plan() => Plan(Now);

    internal ReferenceIndex Index(DateTimeOffset at) => ReferenceIndex.From([new ReferenceSnapshot("test", at, References)], Policy, at);

    public override string ToString() =>
        $"{Policy}\n{string.Join("\n", References)}\n{string.Join("\n", Facts)}";

    private static Gen<RevisionFact> Fact() =>
        from state in Gen.Elements(States)
        from hash in Gen.Choose(1, 6)
        from launch in Gen.Frequency((4, Gen.Constant(0)), (1, Gen.Choose(1, 4)))
        from registered in Gen.Choose(0, 400 * 24)
        from used in Gen.Choose(0, 400 * 24)
        from deregistered in Gen.Choose(0, 400 * 24)
        select new RevisionFact(
            1,
            state,
            new DefinitionHash($"1:{hash}"),
            launch == 0 ? null : Launch(launch),
            Now - TimeSpan.FromHours(registered),
            Now + TimeSpan.FromHours(48 - Math.Min(used, registered)),
            state is RevisionState.Deregistered or RevisionState.Deleting ? Now - TimeSpan.FromHours(deregistered) : null);

    private static Gen<RevisionReference> Reference() =>
        from kind in Gen.Choose(0, 2)
        from number in Gen.Choose(1, 25)
        select new RevisionReference(ReferenceKind.Deployment, "somebody") switch
        {
            var one when kind == 0 => one with { Family = Family, Revision = number },
            var one when kind == 1 => one with { Hash = new DefinitionHash($"1:{number % 7}") },
            var one => one with { LaunchId = Launch(number % 5) },
        };

    private static string Launch(int number) => string.Create(CultureInfo.InvariantCulture, $"l-{number}");
}
