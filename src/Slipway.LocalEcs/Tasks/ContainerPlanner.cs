using System.Text.Json.Nodes;
using Slipway.LocalEcs.Ecs;
using Slipway.LocalEcs.Protocol;
using Slipway.LocalEcs.Runtimes;

namespace Slipway.LocalEcs.Tasks;

/// <summary>Turns definitions and overrides into what a runtime starts.</summary>
internal sealed class ContainerPlanner(SecretValues secrets, IContainerEnvironment? environment, Arns arns, string stateDirectory)
{
    /// <summary>Resolves what can fail before a container starts.</summary>
    /// <exception cref="ResourceInitializationException">A secret cannot be had.</exception>
    public IReadOnlyDictionary<string, string> Environment(EcsTask task, ContainerSpec spec)
    {
        // observed: what Fargate sets in every container. No credentials of the host.
        var variables = new Dictionary<string, string>(StringComparer.Ordinal)
        {
            ["AWS_EXECUTION_ENV"] = "AWS_ECS_FARGATE",
            ["AWS_REGION"] = arns.Region,
            ["AWS_DEFAULT_REGION"] = arns.Region,
        };
        foreach (var (name, value) in environment?.Variables(task, spec.Name) ?? [])
        {
            variables[name] = value;
        }

        foreach (var source in (JsonObject?[])[spec.Definition, spec.Override])
        {
            foreach (var variable in source?.Structures("environment") ?? [])
            {
                variables[variable.Text("name")!] = variable.Text("value") ?? "";
            }
        }

        foreach (var secret in spec.Definition.Structures("secrets"))
        {
            variables[secret.Text("name")!] = secrets.Resolve(secret.Text("valueFrom")!);
        }

        return variables;
    }

    /// <summary>Makes the plan of one container.</summary>
    public ContainerPlan Plan(
        EcsTask task,
        JsonObject definition,
        IReadOnlyList<ContainerSpec> specs,
        ContainerSpec spec,
        PulledImage? image,
        IReadOnlyDictionary<string, string> environment,
        IContainerLog log)
    {
        var memory = spec.Override?.Integer("memory") ?? spec.Definition.Integer("memory") ?? int.Parse(task.Memory);
        var linux = spec.Definition.Structure("linuxParameters");
        var cpu = spec.Override?.Integer("cpu") ?? spec.Definition.Integer("cpu") ?? 0;
        return new ContainerPlan
        {
            TaskId = task.Id,
            Name = spec.Name,
            Image = image,
            EntryPoint = spec.Definition.TextsOrNull("entryPoint"),
            Command = spec.Override?.TextsOrNull("command") ?? spec.Definition.TextsOrNull("command"),
            Environment = environment,
            WorkingDirectory = spec.Definition.Text("workingDirectory"),
            User = spec.Definition.Text("user"),
            ReadonlyRootFilesystem = spec.Definition.Flag("readonlyRootFilesystem"),
            MemoryBytes = memory * 1024L * 1024L,
            CpuUnits = cpu > 0 ? cpu : null,
            Mounts = Mounts(definition, specs, spec, []),
            InitProcess = linux?.Flag("initProcessEnabled") ?? false,
            AddedCapabilities = linux?.Structure("capabilities")?.Texts("add") ?? [],
            DroppedCapabilities = linux?.Structure("capabilities")?.Texts("drop") ?? [],
            Log = log,
        };
    }

    private List<PlannedMount> Mounts(JsonObject definition, IReadOnlyList<ContainerSpec> specs, ContainerSpec spec, HashSet<string> visited)
    {
        if (!visited.Add(spec.Name))
        {
            return [];
        }

        var mounts = spec.Definition.Structures("mountPoints")
            .Select(mount => new PlannedMount(
                mount.Text("sourceVolume")!, mount.Text("containerPath")!, mount.Flag("readOnly"), HostPath(definition, mount.Text("sourceVolume")!)))
            .ToList();
        foreach (var from in spec.Definition.Structures("volumesFrom"))
        {
            var source = specs.First(other => string.Equals(other.Name, from.Text("sourceContainer"), StringComparison.Ordinal));
            mounts.AddRange(Mounts(definition, specs, source, visited)
                .Where(mount => !mounts.Exists(own => string.Equals(own.ContainerPath, mount.ContainerPath, StringComparison.Ordinal)))
                .Select(mount => mount with { ReadOnly = mount.ReadOnly || from.Flag("readOnly") })
                .ToList());
        }

        return mounts;
    }

    private string? HostPath(JsonObject definition, string volumeName)
    {
        var volume = definition.Structures("volumes").First(v => string.Equals(v.Text("name"), volumeName, StringComparison.Ordinal));
        if (volume.Structure("host")?.Text("sourcePath") is { } sourcePath)
        {
            return sourcePath;
        }

        if (volume.Structure("efsVolumeConfiguration") is not { } efs)
        {
            return null;
        }

        // A folder of the state directory stands in for the file system. The root directory cannot lead out of it.
        var root = Path.Combine(stateDirectory, "efs", Path.GetFileName(efs.Text("fileSystemId")!));
        var path = Path.GetFullPath(Path.Combine(root, (efs.Text("rootDirectory") ?? "").TrimStart('/')));
        if (path != root && !path.StartsWith(root + Path.DirectorySeparatorChar, StringComparison.Ordinal))
        {
            path = root;
        }

        State.StateDatabase.CreateOwnedDirectory(path);
        return path;
    }
}
