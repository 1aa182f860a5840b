using Slipway.Core.Errors;

namespace Slipway.Ecs.Collecting;

/// <summary>What the collector keeps.</summary>
public sealed record CollectorPolicy
{
    /// <summary>How many of a family's newest shared active revisions stay, whatever their age. Default: 5.</summary>
    public int KeepLast { get; init; } = 5;

    /// <summary>How long after its last launch an active revision stays. Default: 30 days.</summary>
    public TimeSpan UnusedFor { get; init; } = TimeSpan.FromDays(30);

    /// <summary>How long after its deregistration an inactive revision stays, for whoever wants to look at it, before it is deleted. Default: 180 days.</summary>
    public TimeSpan InactiveFor { get; init; } = TimeSpan.FromDays(180);

    /// <summary>
    /// How long beyond <c>usedUntil</c> somebody may still hold a revision that the ledger handed out, and how far clocks may be apart. Default: 1 hour.
    /// </summary>
    public TimeSpan CacheTime { get; init; } = TimeSpan.FromHours(1);

    /// <summary>How old references may be. Older ones stop the plan, and an application that takes longer reads them again. Default: 15 minutes.</summary>
    public TimeSpan MaxReferenceAge { get; init; } = TimeSpan.FromMinutes(15);

    /// <summary>Checks the settings.</summary>
    /// <exception cref="SlipwayException"><c>settings.invalid</c>.</exception>
    public void Validate()
    {
        if (KeepLast < 0 || UnusedFor < TimeSpan.Zero || InactiveFor < TimeSpan.Zero || CacheTime < TimeSpan.Zero || MaxReferenceAge <= TimeSpan.Zero)
        {
            throw new SlipwayException(
                "settings.invalid",
                $"The collector's settings do not fit: KeepLast {KeepLast}, UnusedFor {UnusedFor}, InactiveFor {InactiveFor}, CacheTime {CacheTime}, "
                + $"MaxReferenceAge {MaxReferenceAge}. None may be negative, and MaxReferenceAge must be positive.");
        }
    }
}
