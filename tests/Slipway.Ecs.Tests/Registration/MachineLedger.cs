using System.Runtime.CompilerServices;
using Slipway.Core.Launches;
using Slipway.Ecs.Definitions;
using Slipway.Ecs.Ledger;

namespace Slipway.Ecs.Tests.Registration;

/// <summary>The ledger as one machine reaches it.</summary>
internal sealed class MachineLedger(ILedger ledger, Machine machine) : ILedger
{
    public string Id => ledger.Id;

    public LedgerScope Scope => ledger.Scope;

    public async ValueTask<LedgerHit?> UseAsync(string family, DefinitionHash hash, DateTimeOffset until, AuditContext audit, CancellationToken cancellationToken) =>
        await StepAsync(nameof(UseAsync), () => ledger.UseAsync(family, hash, until, audit, cancellationToken).AsTask());

    public Task<LeaseState?> ReadLeaseAsync(string name, CancellationToken cancellationToken) =>
        StepAsync(nameof(ReadLeaseAsync), () => ledger.ReadLeaseAsync(name, cancellationToken));

    public Task<LeaseToken?> TryTakeLeaseAsync(string name, string holder, LeaseState? observed, CancellationToken cancellationToken) =>
        StepAsync(nameof(TryTakeLeaseAsync), () => ledger.TryTakeLeaseAsync(name, holder, observed, cancellationToken));

    public Task<bool> TryRenewLeaseAsync(LeaseToken lease, CancellationToken cancellationToken) =>
        StepAsync(nameof(TryRenewLeaseAsync), () => ledger.TryRenewLeaseAsync(lease, cancellationToken));

    public Task ReleaseLeaseAsync(LeaseToken lease, CancellationToken cancellationToken) => StepAsync(
        nameof(ReleaseLeaseAsync),
        async () =>
        {
            await ledger.ReleaseLeaseAsync(lease, cancellationToken);
            return true;
        });

    public Task<FamilyRecord?> FindFamilyAsync(string family, CancellationToken cancellationToken) =>
        StepAsync(nameof(FindFamilyAsync), () => ledger.FindFamilyAsync(family, cancellationToken));

    public Task ChangeFamilyAsync(LeaseToken lease, FamilyChange change, CancellationToken cancellationToken) => StepAsync(
        nameof(ChangeFamilyAsync),
        async () =>
        {
            await ledger.ChangeFamilyAsync(lease, change, cancellationToken);
            return true;
        });

    public Task<bool> TryMoveAsync(RevisionMove move, CancellationToken cancellationToken) =>
        StepAsync($"{nameof(TryMoveAsync)} {move.From}→{move.To}", () => ledger.TryMoveAsync(move, cancellationToken));

    public Task<LaunchRevision?> FindForLaunchAsync(LaunchId launch, CancellationToken cancellationToken) =>
        StepAsync(nameof(FindForLaunchAsync), () => ledger.FindForLaunchAsync(launch, cancellationToken));

    public Task<RevisionEntry?> FindRevisionAsync(string family, int revision, CancellationToken cancellationToken) =>
        StepAsync(nameof(FindRevisionAsync), () => ledger.FindRevisionAsync(family, revision, cancellationToken));

    public Task<Page<RevisionEntry>> ListAsync(RevisionFilter filter, CancellationToken cancellationToken) =>
        StepAsync(nameof(ListAsync), () => ledger.ListAsync(filter, cancellationToken));

    public Task<Page<AuditEntry>> AuditAsync(AuditFilter filter, CancellationToken cancellationToken) =>
        StepAsync(nameof(AuditAsync), () => ledger.AuditAsync(filter, cancellationToken));

    public IAsyncEnumerable<FamilyRecord> ListFamiliesAsync(CancellationToken cancellationToken) =>
        StreamAsync(nameof(ListFamiliesAsync), () => ledger.ListFamiliesAsync(cancellationToken), cancellationToken);

    public IAsyncEnumerable<RevisionEntry> ListOpenPerRunAsync(CancellationToken cancellationToken) =>
        StreamAsync(nameof(ListOpenPerRunAsync), () => ledger.ListOpenPerRunAsync(cancellationToken), cancellationToken);

    public IAsyncEnumerable<RevisionFact> ScanAsync(string family, CancellationToken cancellationToken) =>
        StreamAsync(nameof(ScanAsync), () => ledger.ScanAsync(family, cancellationToken), cancellationToken);

    private Task<T> StepAsync<T>(string step, Func<Task<T>> effect) => machine.StepAsync($"ledger.{step}", effect, Machine.StoreFailed);

    private async IAsyncEnumerable<T> StreamAsync<T>(
        string step,
        Func<IAsyncEnumerable<T>> stream,
        [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var items = await StepAsync(step, () => stream().ToListAsync(cancellationToken).AsTask());
        foreach (var item in items)
            yield return item;
    }
}
