using System.Text.Json.Nodes;
using Slipway.LocalEcs.Ecs;
using Slipway.LocalEcs.Protocol;

namespace Slipway.LocalEcs.TaskDefinitions;

/// <summary>What is refused in the dependencies between containers.</summary>
/// <remarks>documented: https://docs.aws.amazon.com/AmazonECS/latest/APIReference/API_ContainerDependency.html; assumed: the words.</remarks>
internal static class DependencyRules
{
    /// <summary>Checks the dependencies of all containers of a definition, whose names are unique.</summary>
    public static void Check(List<JsonObject> containers)
    {
        var byName = containers.ToDictionary(c => c.Text("name")!, StringComparer.Ordinal);
        foreach (var (name, container) in byName)
        {
            foreach (var dependency in container.Structures("dependsOn"))
            {
                var on = dependency.Text("containerName") ?? "";
                if (string.Equals(on, name, StringComparison.Ordinal) || !byName.TryGetValue(on, out var target))
                {
                    throw EcsErrors.Client($"Invalid setting for container '{name}'. It depends on the unknown container '{on}'.");
                }

                CheckCondition(name, dependency, on, target);
            }
        }

        var done = new HashSet<string>(StringComparer.Ordinal);
        foreach (var name in byName.Keys)
        {
            Visit(name, byName, done, []);
        }
    }

    private static void CheckCondition(string name, JsonObject dependency, string on, JsonObject target)
    {
        DefinitionRules.OneOf(dependency, "condition", "START", "COMPLETE", "SUCCESS", "HEALTHY");
        var condition = dependency.Text("condition");
        if (condition is "COMPLETE" or "SUCCESS" && (target["essential"]?.GetValue<bool>() ?? true))
        {
            throw EcsErrors.Client($"Invalid setting for container '{name}'. The condition {condition} cannot be set on the essential container '{on}'.");
        }

        if (condition is "HEALTHY" && target.Structure("healthCheck") is null)
        {
            throw EcsErrors.Client($"Invalid setting for container '{name}'. The condition HEALTHY needs a health check of container '{on}'.");
        }
    }

    private static void Visit(string name, Dictionary<string, JsonObject> byName, HashSet<string> done, HashSet<string> path)
    {
        if (done.Contains(name))
        {
            return;
        }

        if (!path.Add(name))
        {
            throw EcsErrors.Client($"Container dependencies must not form a cycle: '{name}' depends on itself.");
        }

        foreach (var dependency in byName[name].Structures("dependsOn"))
        {
            Visit(dependency.Text("containerName")!, byName, done, path);
        }

        path.Remove(name);
        done.Add(name);
    }
}
