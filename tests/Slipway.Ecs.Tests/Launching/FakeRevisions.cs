using Slipway.Core.Launches;

namespace Slipway.Ecs.Tests.Launching;

/// <summary>Revisions that outlive launchers, as the ledger and AWS do.</summary>
internal sealed class FakeRevisions
{
    public int Current { get; set; } = 1;

    public HashSet<LaunchId> PerRun { get; } = [];

    public int PerRunRegistrations { get; set; }
}
