using Slipway.Ecs.Ledger;
using Slipway.Ecs.Tests.Registration;

namespace Slipway.Ecs.Tests.Ledger;

/// <summary>Leases by the clock of whoever watches them.</summary>
public sealed class LeaseTests(LedgerFile file) : IClassFixture<LedgerFile>
{
    private const string Name = "family/dbt";

    private static readonly LeaseOptions Options = new();

    private readonly RegistrationWorld _world = new(file);

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(5)]
    public async Task A_lease_is_taken_over_once_it_has_stood_still_for_the_lease_time(int renewals)
    {
        // The first step takes the lease.
        var dies = new Machine("a", new Fault(renewals + 2, FaultKind.DieBefore), turns: null);
        var dead = await Keeper(dies).AcquireAsync(Name, noLongerNeeded: null, Cancellation);

        var next = await _world.DriveAsync(() => Keeper(new Machine("b", fault: null, turns: null)).AcquireAsync(Name, noLongerNeeded: null, Cancellation));

        Assert.True(dies.Dead);
        Assert.Equal(2, next!.Token.Fence);
        var stoodStillSince = renewals * Options.RenewEvery;
        Assert.InRange(_world.Clock.Elapsed, stoodStillSince + Options.LeaseTime, stoodStillSince + Options.LeaseTime + (Options.PollEvery * 2));
        Assert.False(await _world.Ledger.TryRenewLeaseAsync(dead!.Token, Cancellation));
    }

    [Fact]
    public async Task A_lease_that_was_given_back_is_free_at_once()
    {
        await (await Keeper(new Machine("a", fault: null, turns: null)).AcquireAsync(Name, noLongerNeeded: null, Cancellation))!.DisposeAsync();

        await using var next = await Keeper(new Machine("b", fault: null, turns: null)).AcquireAsync(Name, noLongerNeeded: null, Cancellation);

        Assert.Equal(2, next!.Token.Fence);
        Assert.Equal(TimeSpan.Zero, _world.Clock.Elapsed);
    }

    [Theory]
    [InlineData(29, true)]
    [InlineData(30, false)]
    public async Task A_confirmation_whose_answer_took_the_whole_lease_time_is_none(int seconds, bool holds)
    {
        var turns = new Turns();
        var taking = Keeper(new Machine("a", fault: null, turns)).AcquireAsync(Name, noLongerNeeded: null, Cancellation);
        turns.Give(0);
        var lease = (await taking)!;

        // True when it was given; but who slept since may be told so when another has the lease.
        var confirmation = lease.ConfirmAsync(Cancellation);
        _world.Clock.Advance(TimeSpan.FromSeconds(seconds));
        turns.Give(0);

        if (holds)
            await confirmation;
        else
            await Assert.ThrowsAsync<LeaseLostException>(() => confirmation);
    }

    private LeaseKeeper Keeper(Machine machine) => new(new MachineLedger(_world.Ledger, machine), machine.Name, Options, _world.Clock);
}
