using System.Globalization;
using System.Text.Json.Nodes;
using Slipway.Core.Containers;

namespace Slipway.Cli.Init;

/// <summary>Turns an existing task definition into container settings: known members by Slipway's names, everything else under <c>raw</c>.</summary>
internal sealed class TaskDefinitionSettings
{
    private const int UnitsPerVcpu = 1024;
    private readonly JsonObject _definition;
    private readonly List<string> _notes = [];

    private TaskDefinitionSettings(JsonObject definition) => _definition = definition;

    /// <summary>The settings, and what a person should know of them.</summary>
    /// <param name="definition">The members of RegisterTaskDefinition.</param>
    public static (JsonObject Settings, IReadOnlyList<string> Notes) Of(JsonObject definition)
    {
        var reader = new TaskDefinitionSettings(definition.DeepClone().AsObject());
        return (reader.Read(), reader._notes);
    }

    private JsonObject Read()
    {
        var containers = (Take(_definition, "containerDefinitions") as JsonArray ?? []).OfType<JsonObject>().ToList();
        var main = containers.FirstOrDefault(container => container["essential"]?.GetValue<bool>() != false) ?? containers.FirstOrDefault() ?? [];
        var settings = new JsonObject();
        if (Take(_definition, "family") is { } family)
            settings["family"] = family;
        if (main["name"]?.GetValue<string>() is { } name && name != ContainerSettings.DefaultName)
            settings["name"] = name;
        Container(settings, main, isMain: true);
        TaskWide(settings);
        Volumes(settings);

        var sidecars = new JsonObject();
        var rawContainers = new JsonArray();
        Keep(rawContainers, main);
        foreach (var container in containers.Where(container => container != main))
        {
            var sidecar = new JsonObject();
            var sidecarName = container["name"]!.GetValue<string>();
            Container(sidecar, container, isMain: false);
            sidecars[sidecarName] = sidecar;
            Keep(rawContainers, container);
        }

        if (sidecars.Count > 0)
            settings["sidecars"] = sidecars;
        if (rawContainers.Count > 0)
            _definition["containerDefinitions"] = rawContainers;
        DropEmpty(_definition);
        if (_definition.Count > 0)
            settings["raw"] = _definition.DeepClone();
        return settings;
    }

    private void TaskWide(JsonObject settings)
    {
        if (Number(Take(_definition, "cpu")) is { } units)
            settings["cpu"] = units % UnitsPerVcpu == 0 ? JsonValue.Create(units / UnitsPerVcpu) : JsonNode.Parse(Quantity.WriteCpu(units));
        if (Number(Take(_definition, "memory")) is { } mebibytes)
            settings["memory"] = Quantity.WriteMemory(mebibytes);
        if (Take(_definition, "ephemeralStorage")?["sizeInGiB"] is { } size)
            settings["ephemeralStorage"] = $"{size} GiB";
        Move(_definition, "taskRoleArn", settings, "taskRole");
        Move(_definition, "executionRoleArn", settings, "executionRole");

        var platform = Take(_definition, "runtimePlatform") as JsonObject;
        if (platform?["cpuArchitecture"]?.GetValue<string>() is "ARM64")
            settings["architecture"] = "arm64";
        if (platform?["operatingSystemFamily"]?.GetValue<string>() is { } system and not "LINUX")
            settings["operatingSystem"] = system;

        // What Slipway says itself for Fargate.
        if (_definition["networkMode"]?.GetValue<string>() == "awsvpc")
            _definition.Remove("networkMode");
        if (_definition["requiresCompatibilities"] is JsonArray compatibilities && compatibilities.All(entry => entry?.GetValue<string>() == "FARGATE"))
            _definition.Remove("requiresCompatibilities");
        _definition.Remove("enableFaultInjection");
    }

    private void Volumes(JsonObject settings)
    {
        var volumes = new JsonObject();
        var left = new JsonArray();
        foreach (var volume in (Take(_definition, "volumes") as JsonArray ?? []).OfType<JsonObject>())
        {
            var name = volume["name"]!.GetValue<string>();
            if (volume["efsVolumeConfiguration"] is JsonObject efs)
            {
                var entry = new JsonObject { ["fileSystem"] = efs["fileSystemId"]?.DeepClone() };
                if (efs["rootDirectory"]?.GetValue<string>() is { } path and not "/")
                    entry["path"] = path;
                if (efs["authorizationConfig"]?["accessPointId"] is { } point)
                    entry["accessPoint"] = point.DeepClone();
                if (efs["authorizationConfig"]?["iam"]?.GetValue<string>() == "ENABLED")
                    entry["iam"] = true;
                if (efs["transitEncryption"]?.GetValue<string>() != "ENABLED")
                    entry["transitEncryption"] = false;
                if (efs["transitEncryptionPort"] is { } port)
                    entry["transitEncryptionPort"] = port.DeepClone();
                volumes[name] = new JsonObject { ["efs"] = entry };
            }
            else if (volume.All(member => member.Key == "name" || (member.Key == "host" && member.Value is JsonObject { Count: 0 })))
            {
                volumes[name] = new JsonObject();
            }
            else if (volume["host"]?["sourcePath"] is { } source)
            {
                volumes[name] = new JsonObject { ["hostPath"] = source.DeepClone() };
            }
            else
            {
                volumes[name] = new JsonObject();
                left.Add(volume.DeepClone());
            }
        }

        if (volumes.Count > 0)
            settings["volumes"] = volumes;
        if (left.Count > 0)
            _definition["volumes"] = left;
    }

    private void Container(JsonObject settings, JsonObject container, bool isMain)
    {
        var image = Take(container, "image")?.GetValue<string>();
        if (!isMain && image is not null)
            settings["image"] = image;
        Move(container, "entryPoint", settings, "entryPoint");
        Move(container, "command", settings, "command");
        Named(settings, "env", Take(container, "environment"), "name", "value");
        Named(settings, "secrets", Take(container, "secrets"), "name", "valueFrom");
        if (settings["env"] is JsonObject { Count: > 0 })
            _notes.Add("values of environment variables were copied as they are: look them through before you commit the file, and move passwords to 'secrets'");
        Logs(settings, container);
        Mounts(settings, container);
        Ports(settings, container);
        Move(container, "readonlyRootFilesystem", settings, "readonlyRootFilesystem", drop: node => !node.GetValue<bool>());
        Move(container, "user", settings, "user");
        Move(container, "workingDirectory", settings, "workingDirectory");
        Health(settings, container);
        foreach (var time in new[] { "stopTimeout", "startTimeout" })
        {
            if (Number(Take(container, time)) is { } seconds)
                settings[time] = Quantity.WriteDuration(TimeSpan.FromSeconds(seconds));
        }

        Depends(settings, container);
        if (Take(container, "repositoryCredentials")?["credentialsParameter"] is { } credentials)
            settings["repositoryCredentials"] = credentials.DeepClone();
        if (isMain)
        {
            container.Remove("essential");
        }
        else if (Take(container, "essential")?.GetValue<bool>() == true)
        {
            settings["essential"] = true;
        }

        if (!isMain && Number(Take(container, "memory")) is { } memory)
            settings["memory"] = Quantity.WriteMemory(memory);
        if (!isMain && Number(Take(container, "cpu")) is { } cpu and > 0)
            settings["cpu"] = JsonNode.Parse(Quantity.WriteCpu(cpu));
        if (container["cpu"] is { } zero && Number(zero) == 0)
            container.Remove("cpu");
    }

    private static void Logs(JsonObject settings, JsonObject container)
    {
        if (container["logConfiguration"] is not JsonObject logs)
            return;
        var options = (logs["options"]?.DeepClone() as JsonObject) ?? [];
        var entry = new JsonObject();
        if (logs["logDriver"]?.GetValue<string>() is { } driver and not LogSettings.AwsLogs)
            entry["driver"] = driver;
        Move(options, "awslogs-group", entry, "group");
        Move(options, "awslogs-region", entry, "region");
        Move(options, "awslogs-stream-prefix", entry, "streamPrefix");
        Move(options, "mode", entry, "mode");
        if (Take(options, "max-buffer-size")?.GetValue<string>() is { } buffer)
            entry["maxBufferSize"] = buffer.EndsWith('m') ? $"{buffer[..^1]} MiB" : buffer;
        if (Take(options, "awslogs-create-group")?.GetValue<string>() == "true")
            entry["createGroup"] = true;
        if (options.Count > 0)
            entry["options"] = options.DeepClone();
        Named(entry, "secretOptions", logs["secretOptions"]?.DeepClone(), "name", "valueFrom");
        container.Remove("logConfiguration");
        settings["logs"] = entry;
    }

    private static void Mounts(JsonObject settings, JsonObject container)
    {
        var mounts = new JsonObject();
        foreach (var mount in (Take(container, "mountPoints") as JsonArray ?? []).OfType<JsonObject>())
        {
            var volume = mount["sourceVolume"]!.GetValue<string>();
            mounts[mount["containerPath"]!.GetValue<string>()] = mount["readOnly"]?.GetValue<bool>() == true
                ? new JsonObject { ["volume"] = volume, ["readOnly"] = true }
                : JsonValue.Create(volume);
        }

        if (mounts.Count > 0)
            settings["mounts"] = mounts;
        var from = (Take(container, "volumesFrom") as JsonArray ?? []).OfType<JsonObject>()
            .Select(entry => (JsonNode)(entry["sourceContainer"]!.GetValue<string>() + (entry["readOnly"]?.GetValue<bool>() == true ? ":ro" : ""))).ToArray();
        if (from.Length > 0)
            settings["volumesFrom"] = new JsonArray(from);
    }

    private static void Ports(JsonObject settings, JsonObject container)
    {
        // A port with a name or an application protocol is more than the short form says.
        if (container["portMappings"] is not JsonArray ports
            || !ports.OfType<JsonObject>().All(port => port.All(member => member.Key is "containerPort" or "hostPort" or "protocol")))
        {
            return;
        }

        container.Remove("portMappings");
        var entries = ports.OfType<JsonObject>().Select(port => port["protocol"]?.GetValue<string>() == "udp"
            ? JsonValue.Create($"{port["containerPort"]}/udp")
            : port["containerPort"]!.DeepClone()).ToArray();
        if (entries.Length > 0)
            settings["portMappings"] = new JsonArray([.. entries]);
    }

    private static void Health(JsonObject settings, JsonObject container)
    {
        if (container["healthCheck"] is not JsonObject check || check["command"] is not JsonArray command)
            return;
        var entry = new JsonObject { ["command"] = command.DeepClone() };
        foreach (var time in new[] { "interval", "timeout", "startPeriod" })
        {
            if (Number(check[time]) is { } seconds)
                entry[time] = Quantity.WriteDuration(TimeSpan.FromSeconds(seconds));
        }

        if (check["retries"] is { } retries)
            entry["retries"] = retries.DeepClone();
        container.Remove("healthCheck");
        settings["healthCheck"] = entry;
    }

    private static void Depends(JsonObject settings, JsonObject container)
    {
        var depends = new JsonObject();
        foreach (var entry in (Take(container, "dependsOn") as JsonArray ?? []).OfType<JsonObject>())
        {
            depends[entry["containerName"]!.GetValue<string>()] = entry["condition"]?.GetValue<string>() switch
            {
                "COMPLETE" => "completed",
                "SUCCESS" => "succeeded",
                "HEALTHY" => "healthy",
                _ => "started",
            };
        }

        if (depends.Count > 0)
            settings["dependsOn"] = depends;
    }

    // What is left of a container has no name in Slipway's shape: it stays as AWS spells it.
    private static void Keep(JsonArray containers, JsonObject container)
    {
        DropEmpty(container);
        if (container.Any(member => member.Key != "name"))
            containers.Add(container.DeepClone());
    }

    private static void DropEmpty(JsonObject map)
    {
        foreach (var (name, _) in map.Where(member => member.Value is null or JsonArray { Count: 0 } or JsonObject { Count: 0 }).ToList())
            map.Remove(name);
    }

    private static void Named(JsonObject settings, string member, JsonNode? entries, string key, string value)
    {
        var map = new JsonObject();
        foreach (var entry in (entries as JsonArray ?? []).OfType<JsonObject>())
            map[entry[key]!.GetValue<string>()] = entry[value]?.DeepClone();
        if (map.Count > 0)
            settings[member] = map;
    }

    private static void Move(JsonObject from, string name, JsonObject to, string newName, Func<JsonNode, bool>? drop = null)
    {
        if (Take(from, name) is { } value && value is not JsonArray { Count: 0 } && drop?.Invoke(value) != true)
            to[newName] = value;
    }

    private static JsonNode? Take(JsonObject map, string name) => map.Remove(name, out var value) ? value?.DeepClone() : null;

    // Task CPU and memory are strings in ECS's answers, and numbers elsewhere.
    private static int? Number(JsonNode? node) =>
        node is not null && int.TryParse(node.ToString(), NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : null;
}
