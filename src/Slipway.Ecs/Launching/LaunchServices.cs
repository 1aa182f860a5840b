using Slipway.Aws.Ecs;
using Slipway.Ecs.Budgets;
using Slipway.Ecs.Logs;
using Slipway.Ecs.Observing;
using Slipway.Ecs.Registration;

namespace Slipway.Ecs.Launching;

/// <summary>What a launcher works with. All of it is shared by the launches of one environment.</summary>
public sealed record LaunchServices
{
    /// <summary>ECS tasks, inside the account's budgets.</summary>
    public required BudgetedEcsTasks Tasks { get; init; }

    /// <summary>Task definitions, for ECS tasks that another machine started.</summary>
    public required ITaskDefinitions Definitions { get; init; }

    /// <summary>Finds or makes revisions.</summary>
    public required IRegistrar Registrar { get; init; }

    /// <summary>Keeps launches.</summary>
    public required ILaunchStore Store { get; init; }

    /// <summary>Watches ECS tasks.</summary>
    public required EcsTaskObserver Observer { get; init; }

    /// <summary>Follows logs.</summary>
    public required LogFollower Logs { get; init; }

    /// <summary>Reads what an ECS task used.</summary>
    public required PeakUsageReader Peaks { get; init; }

    /// <summary>The clock.</summary>
    public required TimeProvider Time { get; init; }

    /// <summary>Whether this process may still act for a launch. Default: always.</summary>
    public ILaunchClaims Claims { get; init; } = ILaunchClaims.Always;

    /// <summary>How long to wait for what.</summary>
    public LauncherOptions Options { get; init; } = new();
}
