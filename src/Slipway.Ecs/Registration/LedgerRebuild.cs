using Slipway.Aws.Ecs;
using Slipway.Ecs.Ledger;

namespace Slipway.Ecs.Registration;

/// <summary>
/// Rebuilds a lost ledger from the tags <c>slipway:hash</c> and <c>slipway:ledger</c> that its revisions carry in ECS, and mends one that has gaps. Looks at
/// every revision that the ledger does not know, one DescribeTaskDefinition each: 20 a second is the account's budget. May be stopped and run again.
/// </summary>
public sealed class LedgerRebuild
{
    private static readonly string[] Statuses = [EcsRevisions.Active, EcsRevisions.Inactive];

    private readonly ILedger _ledger;
    private readonly ITaskDefinitions _ecs;
    private readonly RegistrarOptions _options;
    private readonly TimeProvider _time;
    private readonly LeaseKeeper _leases;
    private readonly EcsRevisions _revisions;

    /// <summary>Makes a rebuild.</summary>
    /// <param name="ledger">The ledger, opened under the id that the lost one had.</param>
    /// <param name="ecs">Task definitions, inside the account's budgets, with the priority of housekeeping.</param>
    /// <param name="options">The lease's rhythm and holder, and the settling time.</param>
    /// <param name="time">The clock.</param>
    public LedgerRebuild(ILedger ledger, ITaskDefinitions ecs, RegistrarOptions options, TimeProvider time)
    {
        ArgumentNullException.ThrowIfNull(ledger);
        ArgumentNullException.ThrowIfNull(ecs);
        ArgumentNullException.ThrowIfNull(options);
        ArgumentNullException.ThrowIfNull(time);
        options.Validate();
        (_ledger, _ecs, _options, _time) = (ledger, ecs, options, time);
        _leases = new LeaseKeeper(ledger, options.Holder, options.Lease, time);
        _revisions = new EcsRevisions(ecs, time);
    }

    /// <summary>Looks through one family, or through all of the account's.</summary>
    /// <param name="family">The family; null takes all.</param>
    /// <param name="audit">Who does it, and why.</param>
    /// <param name="progress">Hears of each revision; may be null.</param>
    /// <param name="cancellationToken">Ends it; what was taken in stays.</param>
    public async Task<RebuildResult> RunAsync(string? family, AuditContext audit, IProgress<RebuildProgress>? progress, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(audit);
        var families = family is null ? await FamiliesAsync(cancellationToken) : [family];
        var count = new RebuildCount(families.Count, progress);
        foreach (var one in families)
        {
            count.Begin(one);
            await using var lease = (await _leases.AcquireAsync(LeaseNames.OfFamily(one), null, cancellationToken))!;
            var session = new FamilySession(_ledger, _ecs, lease, one, _options, _time);
            if ((await _ledger.FindFamilyAsync(one, cancellationToken))?.Intent is { } intent)
                await session.SettleAsync(intent, audit, cancellationToken);
            await session.LookThroughAsync(Statuses, int.MaxValue, count.Looked, audit, cancellationToken);
            await RetireAsync(one, count, audit, cancellationToken);
            count.End();
        }

        return count.Result;
    }

    private async Task<List<string>> FamiliesAsync(CancellationToken cancellationToken)
    {
        var families = new List<string>();
        string? next = null;
        do
        {
            var page = await _ecs.ListTaskDefinitionFamiliesAsync(
                new ListTaskDefinitionFamiliesRequest { Status = "ALL", NextToken = next },
                cancellationToken);
            families.AddRange(page.Families);
            next = page.NextToken;
        }
        while (!string.IsNullOrEmpty(next));
        return families;
    }

    /// <summary>What the ledger hands out and somebody else deregistered goes out of use.</summary>
    private async Task RetireAsync(string family, RebuildCount count, AuditContext audit, CancellationToken cancellationToken)
    {
        var active = await _revisions.ListAsync(family, EcsRevisions.Active, 0, 100, cancellationToken).ToHashSetAsync(null, cancellationToken);
        var gone = new List<int>();
        await foreach (var fact in _ledger.ScanAsync(family, cancellationToken))
        {
            if (fact.State == RevisionState.Active && !active.Contains(fact.Revision))
                gone.Add(fact.Revision);
        }

        foreach (var revision in gone)
        {
            // The listing may be behind: ECS is asked about this one.
            if (await _revisions.FindAsync(family, revision, cancellationToken) is { TaskDefinition.Status: null or EcsRevisions.Active })
                continue;
            var reason = audit with { Reason = $"deregistered by others: {audit.Reason}" };
            if (await _ledger.TryMoveAsync(new RevisionMove(family, revision, RevisionState.Active, RevisionState.Retired, reason), cancellationToken))
                count.Retired();
        }
    }
}
