using Slipway.Core.Errors;

namespace Slipway.Ecs.Ledger;

/// <summary>The rhythm of leases. Everybody who shares a ledger uses the same.</summary>
public sealed record LeaseOptions
{
    /// <summary>How long a lease must stand still, on the observer's own monotonic clock, before it may be taken over. Default: 30 seconds.</summary>
    public TimeSpan LeaseTime { get; init; } = TimeSpan.FromSeconds(30);

    /// <summary>How often the holder renews. Default: 5 seconds. At most a third of <see cref="LeaseTime"/>, so that two failed renewals lose nothing.</summary>
    public TimeSpan RenewEvery { get; init; } = TimeSpan.FromSeconds(5);

    /// <summary>How often somebody who waits looks. Default: 1 second.</summary>
    public TimeSpan PollEvery { get; init; } = TimeSpan.FromSeconds(1);

    /// <summary>Checks the settings.</summary>
    /// <exception cref="SlipwayException"><c>settings.invalid</c>.</exception>
    public void Validate()
    {
        if (PollEvery <= TimeSpan.Zero || RenewEvery <= TimeSpan.Zero || RenewEvery * 3 > LeaseTime)
        {
            throw new SlipwayException(
                "settings.invalid",
                $"The ledger's lease settings do not fit: LeaseTime {LeaseTime}, RenewEvery {RenewEvery}, PollEvery {PollEvery}. "
                + "All must be positive, and RenewEvery at most a third of LeaseTime.");
        }
    }
}
