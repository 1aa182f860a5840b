using Slipway.Core.Launches;
using Slipway.Ecs.Definitions;
using Slipway.Ecs.Ledger;

namespace Slipway.Ecs.Launching;

/// <summary>What a launcher is asked to do.</summary>
public sealed record LaunchOrder
{
    /// <summary>The launch. The same id asked again adopts what it started before, from any machine.</summary>
    public required LaunchId Id { get; init; }

    /// <summary>What runs, and how.</summary>
    public required BoundLaunch Launch { get; init; }

    /// <summary>Who asks, and for what.</summary>
    public required AuditContext Audit { get; init; }

    /// <summary>Whose revision it runs. Default: <see cref="RevisionPolicy.Reuse"/>.</summary>
    public RevisionPolicy Policy { get; init; } = RevisionPolicy.Reuse;

    /// <summary>How long the container may run, counted from the start of RUNNING; null means without limit.</summary>
    public TimeSpan? Timeout { get; init; }

    /// <summary>
    /// Whether nobody can have used <see cref="Id"/> before, because it was made just now. Otherwise ECS is asked for an ECS task of that id first, which
    /// another machine may have started. Default: false.
    /// </summary>
    public bool IsNew { get; init; }

    /// <summary>Where to go on with the log, from <see cref="ILaunchListener.LogPosition"/>; null means its beginning.</summary>
    public string? LogPosition { get; init; }

    /// <summary>How long AWS may go on refusing for want of capacity before the launch fails with <see cref="FailureClass.Capacity"/>. Default: 10 minutes.</summary>
    public TimeSpan CapacityPatience { get; init; } = TimeSpan.FromMinutes(10);
}
