using Slipway.Aws;
using Slipway.Aws.Ecs;
using Slipway.Ecs.Ledger;
using Slipway.Ecs.Registration;

namespace Slipway.Ecs.Collecting;

/// <summary>One application of a plan, under the collector's lease.</summary>
internal sealed class CollectorApplication(
    ILedger ledger,
    ITaskDefinitions ecs,
    HeldLease lease,
    ReferenceGuard references,
    CollectorPolicy policy,
    CollectorPlan plan,
    AuditContext audit,
    IProgress<CollectorProgress>? progress,
    TimeProvider time)
{
    // DeleteTaskDefinitions takes at most ten (Amazon ECS API reference).
    private const int DeleteBatch = 10;

    private const int MaxSends = 3;

    private readonly RevisionRemoval _removal = new(ledger, ecs, time);
    private readonly List<(string Family, int Revision)> _batch = [];
    private readonly List<CollectorFailure> _failures = [];
    private readonly int _total = plan.Revisions.Count - plan.CountOf(PlannedAction.Keep);
    private int _done;
    private int _deregistered;
    private int _deleted;
    private int _skipped;

    internal async Task<CollectorResult> RunAsync(CancellationToken cancellationToken)
    {
        foreach (var planned in plan.Revisions)
        {
            if (planned.Action == PlannedAction.Keep)
                continue;

            cancellationToken.ThrowIfCancellationRequested();
            await lease.ConfirmIfOldAsync(cancellationToken);
            var family = plan.Families[planned.Family];
            progress?.Report(new CollectorProgress(_done++, _total, plan.NameOf(planned)));
            if (planned.Action == PlannedAction.Deregister)
                await DeregisterAsync(family, planned, cancellationToken);
            else
                await AddToBatchAsync(family, planned, cancellationToken);
            if (_batch.Count == DeleteBatch)
                await DeleteAsync(cancellationToken);
        }

        await DeleteAsync(cancellationToken);
        return new CollectorResult { Deregistered = _deregistered, Deleted = _deleted, Skipped = _skipped, Failures = _failures };
    }

    private async Task DeregisterAsync(string family, PlannedRevision planned, CancellationToken cancellationToken)
    {
        var resumed = planned.State == RevisionState.Deregistering;
        var by = audit with { Reason = $"{audit.Reason}: {Words(planned.Reason)}" };
        if (!resumed && !await BeginAsync(family, planned, RevisionState.Deregistering, by, cancellationToken))
            return;

        try
        {
            await _removal.DeregisterAsync(family, planned.Revision, resumed, by, lease, cancellationToken);
            _deregistered++;
        }
        catch (AwsException exception) when (exception is AwsClientFaultException or AwsServerFaultException)
        {
            // This one; what concerns the caller's rights or the connection concerns them all, and ends the application.
            _failures.Add(new CollectorFailure(plan.NameOf(planned), exception.Message));
        }
    }

    private async Task AddToBatchAsync(string family, PlannedRevision planned, CancellationToken cancellationToken)
    {
        var by = audit with { Reason = $"{audit.Reason}: {Words(planned.Reason)}" };
        if (planned.State != RevisionState.Deleting)
        {
            if (await BeginAsync(family, planned, RevisionState.Deleting, by, cancellationToken))
                _batch.Add((family, planned.Revision));
        }
        else if (await _removal.StatusAsync(family, planned.Revision, cancellationToken) == EcsRevisions.Inactive)
        {
            _batch.Add((family, planned.Revision));
        }
        else
        {
            // The earlier run's call took effect.
            await EndAsync(family, planned.Revision, RevisionState.Deleted, by, cancellationToken);
            _deleted++;
        }
    }

    /// <summary>Writes the step before AWS is called; false when the revision came into use, or somebody else moved it.</summary>
    private async Task<bool> BeginAsync(string family, PlannedRevision planned, RevisionState to, AuditContext by, CancellationToken cancellationToken)
    {
        var index = await references.GetAsync(cancellationToken);
        var move = new RevisionMove(family, planned.Revision, planned.State, to, by)
        {
            Lease = lease.Token,
            // The same condition as the plan's, in the statement that ends the handing out: a launch that hits meanwhile wins, or misses.
            OnlyIfUnusedAt = to == RevisionState.Deregistering ? time.GetUtcNow() - policy.CacheTime : null,
        };
        var entry = await ledger.FindRevisionAsync(family, planned.Revision, cancellationToken);
        if (entry is not null && index.Find(family, FactOf(entry)) is null && await ledger.TryMoveAsync(move, cancellationToken))
            return true;
        _skipped++;
        return false;
    }

    private async Task DeleteAsync(CancellationToken cancellationToken)
    {
        for (var send = 1; _batch.Count > 0; send++)
        {
            await lease.ConfirmIfOldAsync(cancellationToken);
            var names = _batch.ConvertAll(one => ledger.Scope.ArnOf(one.Family, one.Revision));
            try
            {
                var response = await ecs.DeleteTaskDefinitionsAsync(new DeleteTaskDefinitionsRequest { TaskDefinitions = names }, cancellationToken);
                await SettleAsync(response, cancellationToken);
            }
            catch (AwsException exception) when (exception.FateUnknown && send < MaxSends)
            {
                await DropWhatIsGoneAsync(cancellationToken);
            }
            catch (AwsException exception) when (exception is AwsClientFaultException)
            {
                foreach (var (family, revision) in _batch)
                    await RefusedAsync(family, revision, exception.Message, cancellationToken);
                _batch.Clear();
            }
        }
    }

    private async Task SettleAsync(DeleteTaskDefinitionsResponse response, CancellationToken cancellationToken)
    {
        var deleted = response.TaskDefinitions.Select(one => EcsRevisions.Parse(one.TaskDefinitionArn)).ToHashSet();
        foreach (var (family, revision) in _batch)
        {
            if (deleted.Contains((family, revision)))
            {
                await EndAsync(family, revision, RevisionState.Deleted, audit, cancellationToken);
                _deleted++;
                continue;
            }

            var failure = response.Failures.FirstOrDefault(one => one.Arn is { } arn && arn.EndsWith($"{family}:{revision}", StringComparison.Ordinal));
            await RefusedAsync(family, revision, string.Join(": ", new[] { failure?.Reason, failure?.Detail }.OfType<string>()), cancellationToken);
        }

        _batch.Clear();
    }

    private async Task RefusedAsync(string family, int revision, string reason, CancellationToken cancellationToken)
    {
        // Somebody else may have deleted it.
        if (await _removal.StatusAsync(family, revision, cancellationToken) is null or EcsRevisions.Deleting)
        {
            await EndAsync(family, revision, RevisionState.Deleted, audit, cancellationToken);
            _deleted++;
            return;
        }

        var words = reason.Length == 0 ? "AWS did not say why" : reason;
        await EndAsync(family, revision, RevisionState.Deregistered, audit with { Reason = $"AWS refused the deletion: {words}" }, cancellationToken);
        _failures.Add(new CollectorFailure($"{family}:{revision}", words));
    }

    private async Task DropWhatIsGoneAsync(CancellationToken cancellationToken)
    {
        foreach (var (family, revision) in _batch.ToList())
        {
            if (await _removal.StatusAsync(family, revision, cancellationToken) is not (null or EcsRevisions.Deleting))
                continue;
            await EndAsync(family, revision, RevisionState.Deleted, audit, cancellationToken);
            _deleted++;
            _batch.Remove((family, revision));
        }
    }

    private async Task EndAsync(string family, int revision, RevisionState to, AuditContext by, CancellationToken cancellationToken) =>
        await ledger.TryMoveAsync(new RevisionMove(family, revision, RevisionState.Deleting, to, by) { Lease = lease.Token }, cancellationToken);

    private static RevisionFact FactOf(RevisionEntry entry) =>
        new(entry.Revision, entry.State, entry.Hash, entry.Launch?.Value, entry.RegisteredAt, entry.UsedUntil, entry.DeregisteredAt);

    private static string Words(PlanReason reason) => reason switch
    {
        PlanReason.Unused => "nothing has launched it for long",
        PlanReason.Orphan => "a duplicate that was never handed out",
        PlanReason.Retired => "out of use",
        PlanReason.LaunchOver => "its own launch is over",
        PlanReason.InactiveForLong => "inactive for long",
        PlanReason.Unfinished => "an earlier run began it",
        _ => throw new InvalidOperationException($"{reason} is no reason to collect."),
    };
}
