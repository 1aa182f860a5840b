using System.Text.Json.Nodes;
using Slipway.Aws.Ecs;
using Slipway.Ecs.Definitions;

namespace Slipway.Ecs.Outcomes;

/// <summary>What must be known of a definition to follow an ECS task of it: whose exit code counts, and where its output is.</summary>
/// <param name="MainContainer">The container whose exit code is the launch's.</param>
/// <param name="EssentialContainers">The containers whose end ends the ECS task.</param>
/// <param name="Logs">Where the main container's output goes; null when not to CloudWatch.</param>
public sealed record LaunchShape(string MainContainer, IReadOnlyList<string> EssentialContainers, LogDestination? Logs)
{
    /// <summary>Reads a definition of ours.</summary>
    public static LaunchShape Of(BoundLaunch launch)
    {
        ArgumentNullException.ThrowIfNull(launch);
        var containers = JsonNode.Parse(launch.Definition.CanonicalJson)?["containerDefinitions"] as JsonArray ?? [];
        var essential = containers
            .OfType<JsonObject>()
            .Where(container => (bool?)container["essential"] ?? true)
            .Select(container => (string?)container["name"])
            .OfType<string>();
        return new LaunchShape(launch.Definition.MainContainer, [.. essential], launch.Run.Logs);
    }

    /// <summary>Reads what ECS knows, for an ECS task that another machine started: the main container is the one whose command or environment was overridden, else the first essential one.</summary>
    /// <param name="definition">The revision that it runs.</param>
    /// <param name="task">The ECS task.</param>
    public static LaunchShape Of(TaskDefinition definition, EcsTask task)
    {
        ArgumentNullException.ThrowIfNull(definition);
        ArgumentNullException.ThrowIfNull(task);
        var essential = definition.ContainerDefinitions.Where(container => container.Essential ?? true).Select(container => container.Name).OfType<string>().ToList();
        var overridden = task.Overrides?.ContainerOverrides?.FirstOrDefault(entry => entry.Command is { Count: > 0 } || entry.Environment is { Count: > 0 })?.Name;
        var main = overridden ?? essential.FirstOrDefault() ?? definition.ContainerDefinitions.Select(container => container.Name).FirstOrDefault() ?? "";
        return new LaunchShape(main, essential, LogsOf(definition.ContainerDefinitions.FirstOrDefault(container => container.Name == main)));
    }

    private static LogDestination? LogsOf(ContainerDefinition? container) =>
        container?.LogConfiguration is { LogDriver: "awslogs", Options: { } options }
        && options.TryGetValue("awslogs-group", out var group)
        && options.TryGetValue("awslogs-stream-prefix", out var prefix)
        && options.TryGetValue("awslogs-region", out var region)
            ? new LogDestination(group, prefix, region)
            : null;
}
