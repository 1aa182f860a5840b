using System.Text.Json.Nodes;
using Slipway.Core.Containers;
using Slipway.Ecs.Images;

namespace Slipway.Ecs.Definitions;

/// <summary>
/// Makes one entry of <c>containerDefinitions</c>. What means nothing to ECS (order of names, defaults that are spelled out) never reaches
/// the document, since it must not change the hash.
/// </summary>
internal static class ContainerDocument
{
    private const string Command = "CMD";

    private static readonly TimeSpan DefaultStopTimeout = TimeSpan.FromSeconds(30);

    public static JsonObject Main(BindingContext context, ResolvedImage image, IReadOnlyDictionary<string, string>? environment)
    {
        var document = Common(context.Settings, context, context.MainName, image);
        document["essential"] = true;
        Set(document, "environment", Pairs(environment));
        return document;
    }

    public static JsonObject Sidecar(string name, SidecarSettings sidecar, BindingContext context, ResolvedImage image)
    {
        var document = Common(sidecar, context, name, image);
        document["essential"] = sidecar.Essential ?? false;
        Set(document, "command", Words(sidecar.Command));
        Set(document, "environment", Pairs(sidecar.Env));
        Set(document, "cpu", sidecar.CpuUnits);
        Set(document, "memory", sidecar.MemoryMiB);
        return document;
    }

    public static JsonArray? Secrets(IReadOnlyDictionary<string, SecretReference>? secrets, BindingContext context) => secrets is not { Count: > 0 }
        ? null
        : Array(Sorted(secrets), pair => new JsonObject { ["name"] = pair.Key, ["valueFrom"] = context.ValueFrom(pair.Value) });

    private static JsonObject Common(ContainerBase container, BindingContext context, string name, ResolvedImage image)
    {
        var document = new JsonObject { ["name"] = name, ["image"] = image.Reference };
        Set(document, "entryPoint", Words(container.EntryPoint));
        Set(document, "secrets", Secrets(container.Secrets, context));
        Set(document, "logConfiguration", LogDocument.Build(context.LogsOf(container), context));
        Set(document, "mountPoints", Mounts(container.Mounts));
        Set(document, "volumesFrom", VolumesFrom(container.VolumesFrom));
        Set(document, "portMappings", Ports(container.PortMappings));
        if (container.ReadonlyRootFilesystem == true)
            document["readonlyRootFilesystem"] = true;
        Set(document, "user", container.User);
        Set(document, "workingDirectory", container.WorkingDirectory);
        Set(document, "healthCheck", HealthCheck(container.HealthCheck));
        // On EC2 the default is the container agent's own setting, so there 30 s says something.
        if (container.StopTimeout is { } stop && !(context.FargateOnly && stop == DefaultStopTimeout))
            document["stopTimeout"] = (int)stop.TotalSeconds;
        if (container.StartTimeout is { } start)
            document["startTimeout"] = (int)start.TotalSeconds;
        Set(document, "dependsOn", DependsOn(container.DependsOn));
        if (container.RepositoryCredentials is { } credentials)
            document["repositoryCredentials"] = new JsonObject { ["credentialsParameter"] = context.ValueFrom(credentials) };
        return document;
    }

    private static void Set(JsonObject document, string member, JsonNode? value)
    {
        if (value is not null)
            document[member] = value;
    }

    private static JsonArray? Words(IReadOnlyList<string>? words) => words is { Count: > 0 } ? Array(words, word => JsonValue.Create(word)) : null;

    private static JsonArray? Pairs(IReadOnlyDictionary<string, string>? pairs) => pairs is not { Count: > 0 }
        ? null
        : Array(Sorted(pairs), pair => new JsonObject { ["name"] = pair.Key, ["value"] = pair.Value });

    private static JsonArray? Mounts(IReadOnlyDictionary<string, MountSettings>? mounts) => mounts is not { Count: > 0 }
        ? null
        : Array(Sorted(mounts), pair =>
        {
            var mount = new JsonObject { ["containerPath"] = pair.Key, ["sourceVolume"] = pair.Value.Volume };
            if (pair.Value.ReadOnly == true)
                mount["readOnly"] = true;
            return mount;
        });

    private static JsonArray? VolumesFrom(IReadOnlyList<VolumesFromSettings>? sources) => sources is not { Count: > 0 }
        ? null
        : Array(sources.OrderBy(source => source.Container, StringComparer.Ordinal), source =>
        {
            var from = new JsonObject { ["sourceContainer"] = source.Container };
            if (source.ReadOnly)
                from["readOnly"] = true;
            return from;
        });

    private static JsonArray? Ports(IReadOnlyList<PortSettings>? ports) => ports is not { Count: > 0 }
        ? null
        : Array(
            ports.OrderBy(port => port.Port).ThenBy(port => port.Protocol),
            port => new JsonObject { ["containerPort"] = port.Port, ["protocol"] = port.Protocol == PortProtocol.Udp ? "udp" : "tcp" });

    private static JsonObject? HealthCheck(HealthCheckSettings? check)
    {
        if (check?.Command is not { Count: > 0 } command)
            return null;
        // ECS wants to be told how to run it; a plain list is a program and its arguments.
        var words = command[0] is Command or "CMD-SHELL" or "NONE" ? command : [Command, .. command];
        var document = new JsonObject
        {
            ["command"] = Words(words),
            ["interval"] = (int)(check.Interval ?? TimeSpan.FromSeconds(30)).TotalSeconds,
            ["timeout"] = (int)(check.Timeout ?? TimeSpan.FromSeconds(5)).TotalSeconds,
            ["retries"] = check.Retries ?? 3,
        };
        if (check.StartPeriod is { } start && start > TimeSpan.Zero)
            document["startPeriod"] = (int)start.TotalSeconds;
        return document;
    }

    private static JsonArray? DependsOn(IReadOnlyDictionary<string, DependencyCondition>? dependencies) => dependencies is not { Count: > 0 }
        ? null
        : Array(Sorted(dependencies), pair => new JsonObject
        {
            ["containerName"] = pair.Key,
            ["condition"] = pair.Value switch
            {
                DependencyCondition.Started => "START",
                DependencyCondition.Completed => "COMPLETE",
                DependencyCondition.Succeeded => "SUCCESS",
                _ => "HEALTHY",
            },
        });

    private static IEnumerable<KeyValuePair<string, TValue>> Sorted<TValue>(IReadOnlyDictionary<string, TValue> map) =>
        map.OrderBy(pair => pair.Key, StringComparer.Ordinal);

    private static JsonArray Array<TItem>(IEnumerable<TItem> items, Func<TItem, JsonNode?> make)
    {
        var array = new JsonArray();
        foreach (var item in items)
            array.Add(make(item));
        return array;
    }
}
