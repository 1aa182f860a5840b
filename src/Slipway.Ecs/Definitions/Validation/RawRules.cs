using System.Text.Json.Nodes;
using Slipway.Core.Containers;

namespace Slipway.Ecs.Definitions.Validation;

/// <summary>Raw members: they add what settings have no word for, and may not contradict what settings do have a word for.</summary>
internal static class RawRules
{
    private const string Code = "settings.raw";

    private static readonly Dictionary<string, string> OwnWords = new(StringComparer.Ordinal)
    {
        ["family"] = "is written as 'family'",
        ["taskRoleArn"] = "is written as 'taskRole'",
        ["executionRoleArn"] = "is written as 'executionRole'",
        ["networkMode"] = "is always awsvpc",
        ["cpu"] = "is written as 'cpu'",
        ["memory"] = "is written as 'memory'",
        ["ephemeralStorage"] = "is written as 'ephemeralStorage'",
        ["runtimePlatform"] = "is written as 'architecture' and 'operatingSystem'",
        ["tags"] = "is written as 'tags'",
    };

    private static readonly Dictionary<string, string> ContainerOwnWords = new(StringComparer.Ordinal)
    {
        ["image"] = "is written as 'image'",
        ["essential"] = "is written as 'essential' of a sidecar",
        ["entryPoint"] = "is written as 'entryPoint'",
        ["command"] = "is written as 'command'",
        ["environment"] = "is written as 'env'",
        ["secrets"] = "is written as 'secrets'",
        ["logConfiguration"] = "is written as 'logs'",
        ["mountPoints"] = "is written as 'mounts'",
        ["volumesFrom"] = "is written as 'volumesFrom'",
        ["portMappings"] = "is written as 'portMappings'",
        ["readonlyRootFilesystem"] = "is written as 'readonlyRootFilesystem'",
        ["user"] = "is written as 'user'",
        ["workingDirectory"] = "is written as 'workingDirectory'",
        ["healthCheck"] = "is written as 'healthCheck'",
        ["stopTimeout"] = "is written as 'stopTimeout'",
        ["startTimeout"] = "is written as 'startTimeout'",
        ["dependsOn"] = "is written as 'dependsOn'",
        ["repositoryCredentials"] = "is written as 'repositoryCredentials'",
    };

    public static void Check(BindingContext context, ProblemList problems)
    {
        if (context.Settings.Raw is not { Count: > 0 } raw)
            return;
        foreach (var (name, value) in raw)
        {
            var path = SettingsPath.Member("$.raw", name);
            if (OwnWords.TryGetValue(name, out var word))
                problems.Add(path, Code, $"{word}; remove it here");
            else if (name == "containerDefinitions")
                CheckContainers(context, value, path, problems);
            else if (name == "volumes")
                CheckVolumes(context, value, path, problems);
            else
                problems.Add(path, Code, RawMembers.FindMisspelling(name, RawMembers.OfTaskDefinition));
        }
    }

    private static void CheckContainers(BindingContext context, JsonNode? value, string path, ProblemList problems)
    {
        foreach (var (container, place) in Items(value, path, problems))
        {
            var name = container["name"] is JsonValue text && text.TryGetValue<string>(out var found) ? found : null;
            problems.AddWhen(
                name is null || (name != context.MainName && context.Settings.Sidecars?.ContainsKey(name) != true), place + ".name", Code,
                $"must be the name of a container: {string.Join(", ", ContainerPaths.Of(context).Select(entry => entry.Name))}");
            foreach (var (member, _) in container.Where(member => member.Key != "name"))
            {
                problems.Add(
                    SettingsPath.Member(place, member), Code,
                    ContainerOwnWords.TryGetValue(member, out var word) ? $"{word}; remove it here" : RawMembers.FindMisspelling(member, RawMembers.OfContainer));
            }
        }
    }

    private static void CheckVolumes(BindingContext context, JsonNode? value, string path, ProblemList problems)
    {
        foreach (var (volume, place) in Items(value, path, problems))
        {
            var name = volume["name"] is JsonValue text && text.TryGetValue<string>(out var found) ? found : null;
            problems.AddWhen(name is null, place + ".name", Code, "is missing");
            problems.AddWhen(
                name is not null && context.Settings.Volumes?.ContainsKey(name) == true, place + ".name", Code,
                $"the volume '{name}' is in 'volumes' too; describe it in one place");
        }
    }

    private static IEnumerable<(JsonObject Item, string Path)> Items(JsonNode? value, string path, ProblemList problems)
    {
        var items = value as JsonArray;
        problems.AddWhen(items is null, path, Code, "must be a list of objects");
        for (var i = 0; i < items?.Count; i++)
        {
            var place = SettingsPath.Item(path, i);
            if (items[i] is JsonObject item)
                yield return (item, place);
            else
                problems.Add(place, Code, "must be an object");
        }
    }
}
