using Slipway.Core.Launches;
using Slipway.Ecs.Definitions;

namespace Slipway.Ecs.Ledger;

/// <summary>
/// The table that maps a definition's hash to its revision in one account and region, with an append-only audit trail. Safe for several threads,
/// processes and (DynamoDB) machines at once: every method is one atomic step, and every change writes its audit entry in the same transaction.
/// </summary>
public interface ILedger
{
    /// <summary>The ledger's id, which revisions carry in the tag <c>slipway:ledger</c>: what this ledger registered can be told from the rest.</summary>
    string Id { get; }

    /// <summary>The account and region.</summary>
    LedgerScope Scope { get; }

    /// <summary>
    /// The hit path: finds the definition's active revision and makes sure that nobody deregisters it before <paramref name="until"/>. One indexed
    /// read; a write only when <c>usedUntil</c> is too near, and then ahead by <see cref="LedgerOptions.UseSlack"/>.
    /// </summary>
    /// <returns>Null when the ledger has no active revision for the hash.</returns>
    ValueTask<LedgerHit?> UseAsync(string family, DefinitionHash hash, DateTimeOffset until, AuditContext audit, CancellationToken cancellationToken);

    /// <summary>Reads a lease; null when nobody ever took it.</summary>
    Task<LeaseState?> ReadLeaseAsync(string name, CancellationToken cancellationToken);

    /// <summary>Takes a lease that is free, or that is still exactly as it was observed.</summary>
    /// <param name="name">What to lease.</param>
    /// <param name="holder">Who takes it: for people who wonder who holds it.</param>
    /// <param name="observed">What was observed to stand still for the lease time; null takes it only when it is free.</param>
    /// <param name="cancellationToken">Ends the waiting.</param>
    /// <returns>Null when it is held, or changed meanwhile.</returns>
    Task<LeaseToken?> TryTakeLeaseAsync(string name, string holder, LeaseState? observed, CancellationToken cancellationToken);

    /// <summary>Shows others that the holder lives.</summary>
    /// <returns>False when the lease is lost.</returns>
    Task<bool> TryRenewLeaseAsync(LeaseToken lease, CancellationToken cancellationToken);

    /// <summary>Lets the next holder in at once. Does nothing when the lease is lost already.</summary>
    Task ReleaseLeaseAsync(LeaseToken lease, CancellationToken cancellationToken);

    /// <summary>What is known of a family; null when it was never seen.</summary>
    Task<FamilyRecord?> FindFamilyAsync(string family, CancellationToken cancellationToken);

    /// <summary>All families, by name.</summary>
    IAsyncEnumerable<FamilyRecord> ListFamiliesAsync(CancellationToken cancellationToken);

    /// <summary>Changes a family's record under its lease.</summary>
    /// <param name="lease">The family's lease (<see cref="LeaseNames.OfFamily"/>).</param>
    /// <param name="change">What changes.</param>
    /// <param name="cancellationToken">Ends the waiting; the change may have happened.</param>
    /// <exception cref="LeaseLostException">Another holder has the lease; nothing was written.</exception>
    /// <exception cref="InvalidOperationException">
    /// A revision is known already, an active one exists for the hash, or an intent is in the way: the caller did not look, a defect.
    /// </exception>
    Task ChangeFamilyAsync(LeaseToken lease, FamilyChange change, CancellationToken cancellationToken);

    /// <summary>Takes one step in a revision's life.</summary>
    /// <returns>False, with nothing written, when the revision is not in <see cref="RevisionMove.From"/>, or is in use.</returns>
    /// <exception cref="LeaseLostException">The move asks for a lease that is lost.</exception>
    Task<bool> TryMoveAsync(RevisionMove move, CancellationToken cancellationToken);

    /// <summary>The revision of one launch alone; null when the ledger knows of none.</summary>
    Task<LaunchRevision?> FindForLaunchAsync(LaunchId launch, CancellationToken cancellationToken);

    /// <summary>The revisions of one launch alone that are not deregistered yet: what a sweep looks through.</summary>
    IAsyncEnumerable<RevisionEntry> ListOpenPerRunAsync(CancellationToken cancellationToken);

    /// <summary>One revision; null when the ledger does not know it.</summary>
    Task<RevisionEntry?> FindRevisionAsync(string family, int revision, CancellationToken cancellationToken);

    /// <summary>Lists revisions, a page at a time.</summary>
    Task<Page<RevisionEntry>> ListAsync(RevisionFilter filter, CancellationToken cancellationToken);

    /// <summary>Lists audit entries, newest first, a page at a time.</summary>
    Task<Page<AuditEntry>> AuditAsync(AuditFilter filter, CancellationToken cancellationToken);

    /// <summary>All revisions of a family but the deleted ones, newest first, as the collector reads them.</summary>
    IAsyncEnumerable<RevisionFact> ScanAsync(string family, CancellationToken cancellationToken);
}
