using System.Text.Json.Nodes;
using Slipway.LocalEcs.Protocol;

namespace Slipway.LocalEcs.Tasks;

/// <summary>One container of an ECS task: its definition, with the override of RunTask.</summary>
/// <param name="Definition">The container definition.</param>
/// <param name="Override">The override; null when there is none.</param>
internal sealed record ContainerSpec(JsonObject Definition, JsonObject? Override)
{
    // documented: API_ContainerDefinition, stopTimeout.
    private static readonly TimeSpan DefaultStopTimeout = TimeSpan.FromSeconds(30);

    /// <summary>The name.</summary>
    public string Name => Definition.Text("name")!;

    /// <summary>The image as the definition names it.</summary>
    public string Image => Definition.Text("image")!;

    /// <summary>Whether the ECS task ends with it.</summary>
    public bool Essential => Definition["essential"]?.GetValue<bool>() ?? true;

    /// <summary>How long after SIGTERM it is killed.</summary>
    public TimeSpan StopTimeout => Definition.Integer("stopTimeout") is { } seconds ? TimeSpan.FromSeconds(seconds) : DefaultStopTimeout;

    /// <summary>How long those that wait for it wait; null: without end.</summary>
    public TimeSpan? StartTimeout => Definition.Integer("startTimeout") is { } seconds ? TimeSpan.FromSeconds(seconds) : null;

    /// <summary>What it waits for: the other container and the condition.</summary>
    public IEnumerable<(string Container, string Condition)> DependsOn =>
        Definition.Structures("dependsOn").Select(dependency => (dependency.Text("containerName")!, dependency.Text("condition")!));

    /// <summary>The health check; null when there is none.</summary>
    public JsonObject? HealthCheck => Definition.Structure("healthCheck");

    /// <summary>The containers of an ECS task.</summary>
    public static IReadOnlyList<ContainerSpec> Of(JsonObject definition, JsonObject? overrides) =>
        [.. definition.Structures("containerDefinitions").Select(container => new ContainerSpec(
            container,
            overrides?.Structures("containerOverrides").FirstOrDefault(o => string.Equals(o.Text("name"), container.Text("name"), StringComparison.Ordinal))))];
}
