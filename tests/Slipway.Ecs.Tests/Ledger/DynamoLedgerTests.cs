using Amazon.DynamoDBv2;
using Amazon.Runtime;
using Slipway.Ecs.Ledger;
using Slipway.Ecs.Ledger.Dynamo;
using Slipway.Ecs.Storage;
using Slipway.Ecs.Tests.Storage;
using Slipway.TestKits.Components;
using Slipway.TestKits.Ledger;

namespace Slipway.Ecs.Tests.Ledger;

[Trait("needs", "aws-standin")]
public sealed class DynamoLedgerTests : LedgerConformance, IClassFixture<MotoServer>, IDisposable
{
    private static readonly string Lease = LeaseNames.OfFamily(Family);

    private readonly string _table = $"ledger-{Guid.NewGuid():n}";
    private readonly MotoServer _moto;
    private readonly AmazonDynamoDBClient _client;
    private readonly AmazonDynamoDBClient _interrupted;
    private Func<Task>? _interruption;

    public DynamoLedgerTests(MotoServer moto)
    {
        _moto = moto;
        _client = NewClient(beforeWrite: null);
        _interrupted = NewClient(async () =>
        {
            var now = _interruption;
            _interruption = null;
            if (now is not null)
                await now();
        });
    }

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_lease_lost_between_the_look_and_the_write_writes_nothing()
    {
        var (ledger, interrupted) = (await OpenAsync(Scope, "test"), await OpenAsync(_interrupted, Scope, "test"));
        var lease = (await ledger.TryTakeLeaseAsync(Lease, "ana", null, Cancellation))!.Value;
        await ledger.ChangeFamilyAsync(lease, new FamilyChange { Audit = Ana, Revisions = [ActiveAt(1, HashA, Clock.GetUtcNow())] }, Cancellation);
        var audited = (await ledger.AuditAsync(new AuditFilter(), Cancellation)).Items.Count;

        _interruption = TakenOverAsync;
        await Assert.ThrowsAsync<LeaseLostException>(() =>
            interrupted.ChangeFamilyAsync(lease, new FamilyChange { Audit = Ana, Revisions = [ActiveAt(2, HashB, Clock.GetUtcNow())] }, Cancellation));
        lease = lease with { Fence = lease.Fence + 1 };
        _interruption = TakenOverAsync;
        await Assert.ThrowsAsync<LeaseLostException>(() =>
            interrupted.TryMoveAsync(new RevisionMove(Family, 1, RevisionState.Active, RevisionState.Retired, Ana) { Lease = lease }, Cancellation));

        Assert.Null(await ledger.FindRevisionAsync(Family, 2, Cancellation));
        Assert.Equal(RevisionState.Active, (await ledger.FindRevisionAsync(Family, 1, Cancellation))!.State);
        Assert.Equal(audited, (await ledger.AuditAsync(new AuditFilter(), Cancellation)).Items.Count);

        async Task TakenOverAsync() => Assert.NotNull(await ledger.TryTakeLeaseAsync(Lease, "ben", await ledger.ReadLeaseAsync(Lease, Cancellation), Cancellation));
    }

    [Fact]
    public async Task A_lease_that_is_renewed_between_the_look_and_the_write_is_not_taken_over()
    {
        var (ledger, interrupted) = (await OpenAsync(Scope, "test"), await OpenAsync(_interrupted, Scope, "test"));
        var lease = (await ledger.TryTakeLeaseAsync(Lease, "ana", null, Cancellation))!.Value;
        var observed = await ledger.ReadLeaseAsync(Lease, Cancellation);

        _interruption = async () => Assert.True(await ledger.TryRenewLeaseAsync(lease, Cancellation));
        Assert.Null(await interrupted.TryTakeLeaseAsync(Lease, "ben", observed, Cancellation));

        Assert.True(await ledger.TryRenewLeaseAsync(lease, Cancellation));
    }

    [Fact]
    public async Task A_renewal_that_crosses_the_release_does_not_bring_the_lease_back()
    {
        var (ledger, interrupted) = (await OpenAsync(Scope, "test"), await OpenAsync(_interrupted, Scope, "test"));
        var lease = (await ledger.TryTakeLeaseAsync(Lease, "ana", null, Cancellation))!.Value;

        _interruption = () => ledger.ReleaseLeaseAsync(lease, Cancellation);
        Assert.False(await interrupted.TryRenewLeaseAsync(lease, Cancellation));

        Assert.Null((await ledger.ReadLeaseAsync(Lease, Cancellation))!.Holder);
    }

    public void Dispose()
    {
        _client.Dispose();
        _interrupted.Dispose();
    }

    protected override Task<ILedger> OpenAsync(LedgerScope scope, string? id) => OpenAsync(_client, scope, id);

    private async Task<ILedger> OpenAsync(AmazonDynamoDBClient client, LedgerScope scope, string? id)
    {
        // The waits of a contended table are real here: the manual clock is for what the ledger writes.
        var table = new DynamoTable(client, _table, TimeProvider.System);
        await table.CreateIfMissingAsync(Cancellation);
        return await DynamoLedger.OpenAsync(table, scope, id, Options, Clock, Cancellation);
    }

    private AmazonDynamoDBClient NewClient(Func<Task>? beforeWrite) => new(
        new BasicAWSCredentials("test", "test"),
        new AmazonDynamoDBConfig
        {
            ServiceURL = _moto.Endpoint.ToString(),
            AuthenticationRegion = "eu-central-1",
            HttpClientFactory = new OneRequestAtATime(beforeWrite),
        });
}
