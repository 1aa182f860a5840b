using Slipway.Aws;
using Slipway.Aws.Ecs;
using Slipway.Ecs.Ledger;

namespace Slipway.Ecs.Registration;

/// <summary>Takes a revision from Deregistering to Deregistered: calls ECS only when ECS has not done it yet.</summary>
internal sealed class RevisionRemoval(ILedger ledger, ITaskDefinitions ecs, TimeProvider time)
{
    private const int MaxSends = 3;

    private readonly EcsRevisions _revisions = new(ecs, time);

    /// <summary>Finishes a deregistration that the ledger holds as begun.</summary>
    /// <param name="family">The family.</param>
    /// <param name="revision">The revision, in state Deregistering.</param>
    /// <param name="resumed">Whether an earlier process began it, and may have sent the call.</param>
    /// <param name="audit">Who does it, and why.</param>
    /// <param name="lease">The lease it is done under; null when none is needed.</param>
    /// <param name="cancellationToken">Ends the waiting.</param>
    /// <returns>Whether DeregisterTaskDefinition was called.</returns>
    internal async Task<bool> DeregisterAsync(
        string family,
        int revision,
        bool resumed,
        AuditContext audit,
        HeldLease? lease,
        CancellationToken cancellationToken)
    {
        var look = resumed;
        for (var send = 1; ; send++)
        {
            if (look)
            {
                var status = await StatusAsync(family, revision, cancellationToken);
                if (status != EcsRevisions.Active)
                {
                    await DoneAsync(family, revision, status, audit, lease, cancellationToken);
                    return send > 1;
                }
            }

            if (lease is not null)
                await lease.ConfirmIfOldAsync(cancellationToken);
            try
            {
                await ecs.DeregisterTaskDefinitionAsync(
                    new DeregisterTaskDefinitionRequest { TaskDefinition = ledger.Scope.ArnOf(family, revision) },
                    cancellationToken);
                await DoneAsync(family, revision, EcsRevisions.Inactive, audit, lease, cancellationToken);
                return true;
            }
            catch (AwsException exception) when (send < MaxSends && (exception.FateUnknown || EcsRevisions.IsUnknown(exception)))
            {
                // It may have happened, or there is nothing to deregister: ECS is asked before anything is sent again.
                look = true;
            }
        }
    }

    /// <summary>ECS's word for a revision; null when ECS does not know it.</summary>
    internal async Task<string?> StatusAsync(string family, int revision, CancellationToken cancellationToken) =>
        await _revisions.FindAsync(family, revision, cancellationToken) is { } found ? found.TaskDefinition.Status ?? EcsRevisions.Active : null;

    private async Task DoneAsync(string family, int revision, string? status, AuditContext audit, HeldLease? lease, CancellationToken cancellationToken)
    {
        var to = status is null ? RevisionState.Deleted : RevisionState.Deregistered;
        await ledger.TryMoveAsync(new RevisionMove(family, revision, RevisionState.Deregistering, to, audit) { Lease = lease?.Token }, cancellationToken);
    }
}
