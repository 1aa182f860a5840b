using Slipway.Core.Errors;
using Slipway.Ecs.Ledger;

namespace Slipway.Ecs.Registration;

/// <summary>How revisions are registered.</summary>
public sealed record RegistrarOptions
{
    /// <summary>
    /// How long a revision is promised to stay active for the launch that asks. Default: 2 hours, which covers the ten minutes of patience for capacity and the
    /// fifty minutes in which a RunTask request may be re-sent. An ECS task that runs does not need it any more: deregistering ends none.
    /// </summary>
    public TimeSpan UseFor { get; init; } = TimeSpan.FromHours(2);

    /// <summary>
    /// How long ListTaskDefinitions, which is eventually consistent, is given to show a revision whose registration's answer was lost, before it counts as
    /// never registered. AWS publishes no number; seconds are usual. Default: 30 seconds. One that shows up even later is found by its tags with the next
    /// registration of the family, and becomes an orphan.
    /// </summary>
    public TimeSpan SettlingTime { get; init; } = TimeSpan.FromSeconds(30);

    /// <summary>How often it is looked for meanwhile. Default: 2 seconds.</summary>
    public TimeSpan SettlingPoll { get; init; } = TimeSpan.FromSeconds(2);

    /// <summary>
    /// How long "Too many concurrent attempts to create a new revision of the specified family" is waited out: another tool registers in the family.
    /// Default: 2 minutes.
    /// </summary>
    public TimeSpan ConcurrencyPatience { get; init; } = TimeSpan.FromMinutes(2);

    /// <summary>
    /// How many of a first-seen family's newest active revisions are looked through for this ledger's tags before anything is registered. Default: 100, which
    /// fits the burst and five seconds of the account's budget. A rebuild looks through all.
    /// </summary>
    public int LookUpLimit { get; init; } = 100;

    /// <summary>The rhythm of the family's lease.</summary>
    public LeaseOptions Lease { get; init; } = new();

    /// <summary>Who holds leases, for people who wonder. Default: machine and process.</summary>
    public string Holder { get; init; } = LeaseKeeper.ThisProcess;

    /// <summary>Checks the settings.</summary>
    /// <exception cref="SlipwayException"><c>settings.invalid</c>.</exception>
    public void Validate()
    {
        Lease.Validate();
        if (UseFor <= TimeSpan.Zero || SettlingPoll <= TimeSpan.Zero || SettlingTime < SettlingPoll || ConcurrencyPatience < TimeSpan.Zero || LookUpLimit < 0)
        {
            throw new SlipwayException(
                "settings.invalid",
                $"The registration settings do not fit: UseFor {UseFor}, SettlingTime {SettlingTime}, SettlingPoll {SettlingPoll}, "
                + $"ConcurrencyPatience {ConcurrencyPatience}, LookUpLimit {LookUpLimit}. None may be negative, and SettlingTime is at least SettlingPoll.");
        }
    }
}
