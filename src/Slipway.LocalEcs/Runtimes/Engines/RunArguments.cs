using System.Globalization;

namespace Slipway.LocalEcs.Runtimes.Engines;

/// <summary>The command that starts a container: its arguments, and the environment that carries values past the command line.</summary>
/// <param name="Arguments">The arguments of <c>podman</c> or <c>docker</c>.</param>
/// <param name="Environment">Values of the container's environment. They reach the container by name; a command line can be read by any user.</param>
/// <param name="EnvironmentFile">Lines for a file of mode 0600: the names that would change the engine's own program.</param>
internal sealed record RunArguments(
    IReadOnlyList<string> Arguments, IReadOnlyDictionary<string, string> Environment, IReadOnlyList<string> EnvironmentFile)
{
    /// <summary>The label with the id of the ECS task.</summary>
    public const string TaskLabel = "slipway.local-ecs.task-id";

    private const string ContainerLabel = "com.amazonaws.ecs.container-name";
    private const int LeastShares = 2; // documented: ECS raises 0 and 1 to 2, the least that Linux has.

    // Read by podman, docker, conmon or their Go runtime.
    private static readonly string[] EnginePrefixes =
        ["LD_", "GO", "CONTAINER", "DOCKER_", "PODMAN_", "BUILDAH_", "STORAGE_", "REGISTR", "XDG_", "DBUS_", "LISTEN_", "NOTIFY_", "SSL_CERT_", "SSH_", "LC_", "_"];

    private static readonly string[] EngineNames = ["PATH", "HOME", "USER", "TMPDIR", "TZ", "LANG", "SHELL", "TERM", "HTTP_PROXY", "HTTPS_PROXY", "NO_PROXY", "ALL_PROXY"];

    /// <summary>The name of a container, unlike any other on the machine.</summary>
    public static string ContainerName(string taskId, string name) => $"slipway-{taskId}-{name}";

    /// <summary>The name of a volume that lives as long as its ECS task.</summary>
    public static string VolumeName(string taskId, string volume) => $"{VolumePrefix(taskId)}{volume}";

    /// <summary>What the names of all volumes of an ECS task begin with.</summary>
    public static string VolumePrefix(string taskId) => $"slipway-{taskId}-volume-";

    /// <summary>Writes the command for a plan.</summary>
    /// <param name="engine">The engine.</param>
    /// <param name="plan">The container.</param>
    /// <param name="folder">Its folder.</param>
    /// <param name="output">Its output file.</param>
    /// <exception cref="ContainerStartException">A value cannot be passed.</exception>
    /// <remarks>
    /// The network is the host's (assumed, not AWS's): it is what lets LocalEcs stay on loopback and be reached for metadata, and the containers of one
    /// ECS task share localhost as awsvpc lets them. The price is that two ECS tasks cannot listen on one port. Where the engine runs in a virtual
    /// machine (Docker Desktop, podman machine) the host is that machine, and loopback reaches LocalEcs only if its host networking is switched on.
    /// </remarks>
    public static RunArguments Of(Engine engine, ContainerPlan plan, string folder, string output)
    {
        var arguments = new List<string>
        {
            "run", "--detach",
            "--name", ContainerName(plan.TaskId, plan.Name),
            "--pull", "never",
            "--network", "host",
            "--label", $"{TaskLabel}={plan.TaskId}",
            "--label", $"{ContainerLabel}={plan.Name}",
        };
        arguments.AddRange(LogArguments(engine, folder, output));
        arguments.AddRange(Limits(engine, plan));
        arguments.AddRange(Process(engine, plan));
        arguments.AddRange(Mounts(plan));

        var (inherited, file) = EnvironmentOf(plan);
        if (file.Count > 0)
        {
            arguments.AddRange(["--env-file", FileIn(folder)]);
        }

        arguments.AddRange(inherited.Keys.SelectMany(name => (string[])["--env", name]));
        if (plan.EntryPoint is { Count: > 0 } entryPoint)
        {
            // One word only: the others go before the command. The image's command is dropped by this option, as ECS drops it.
            arguments.AddRange(["--entrypoint", entryPoint[0]]);
        }

        arguments.Add(plan.Image?.Reference ?? throw new ArgumentException("A plan to start has an image.", nameof(plan)));
        arguments.AddRange(plan.EntryPoint?.Skip(1) ?? []);
        arguments.AddRange(plan.Command ?? []);
        return new(arguments, inherited, file);
    }

    /// <summary>The environment file in a container's folder.</summary>
    public static string FileIn(string folder) => Path.Combine(folder, "environment");

    private static IEnumerable<string> LogArguments(Engine engine, string folder, string output) => engine.IsLocal
        ?
        [
            "--log-driver", "k8s-file", "--log-opt", $"path={output}",
            "--pidfile", Path.Combine(folder, EngineContainer.PidFile),
            "--conmon-pidfile", Path.Combine(folder, EngineContainer.SupervisorFile),
        ]
        : engine.Kind == EngineKind.Docker ? ["--log-driver", "json-file"] : ["--log-driver", "k8s-file"];

    private static IEnumerable<string> Limits(Engine engine, ContainerPlan plan)
    {
        if (plan.MemoryBytes is { } memory && engine.LimitsMemory)
        {
            // The same with swap: on Fargate there is none.
            var bytes = memory.ToString(CultureInfo.InvariantCulture) + "b";
            yield return "--memory";
            yield return bytes;
            yield return "--memory-swap";
            yield return bytes;
        }

        if (plan.CpuUnits is { } cpu && engine.LimitsCpu)
        {
            yield return "--cpu-shares";
            yield return Math.Max(cpu, LeastShares).ToString(CultureInfo.InvariantCulture);
        }
    }

    private static IEnumerable<string> Process(Engine engine, ContainerPlan plan)
    {
        if (engine.Kind == EngineKind.Podman)
        {
            // Else the host's proxy settings would come along.
            yield return "--http-proxy=false";
        }

        if (plan.InitProcess)
        {
            yield return "--init";
        }

        foreach (var capability in plan.AddedCapabilities)
        {
            yield return $"--cap-add={capability}";
        }

        foreach (var capability in plan.DroppedCapabilities)
        {
            yield return $"--cap-drop={capability}";
        }

        if (plan.ReadonlyRootFilesystem)
        {
            yield return "--read-only";
            if (engine.Kind == EngineKind.Podman)
            {
                // Else /tmp and /run could be written, as they cannot on ECS.
                yield return "--read-only-tmpfs=false";
            }
        }

        if (plan.User is { } user)
        {
            yield return "--user";
            yield return user;
        }

        if (plan.WorkingDirectory is { } directory)
        {
            yield return "--workdir";
            yield return directory;
        }
    }

    private static IEnumerable<string> Mounts(ContainerPlan plan)
    {
        foreach (var mount in plan.Mounts)
        {
            yield return "--volume";
            yield return $"{mount.HostPath ?? VolumeName(plan.TaskId, mount.Volume)}:{mount.ContainerPath}{(mount.ReadOnly ? ":ro" : "")}";
        }

        if (plan.Mounts.Any(mount => mount.HostPath is not null))
        {
            // On machines with SELinux a folder of the host could not be read otherwise. Relabelling would change the folder.
            yield return "--security-opt";
            yield return "label=disable";
        }
    }

    private static (IReadOnlyDictionary<string, string> Inherited, IReadOnlyList<string> File) EnvironmentOf(ContainerPlan plan)
    {
        var inherited = new Dictionary<string, string>(StringComparer.Ordinal);
        var file = new List<string>();
        foreach (var (name, value) in plan.Environment)
        {
            if (!ConcernsEngine(name))
            {
                inherited[name] = value;
            }
            else if (!value.AsSpan().ContainsAny('\n', '\r'))
            {
                file.Add($"{name}={value}");
            }
            else
            {
                throw new ContainerStartException(ContainerReasons.CannotStartFor($"the environment variable {name} cannot hold several lines with this engine"));
            }
        }

        return (inherited, file);
    }

    private static bool ConcernsEngine(string name) =>
        name.EndsWith('*')
        || EngineNames.Contains(name, StringComparer.OrdinalIgnoreCase)
        || Array.Exists(EnginePrefixes, prefix => name.StartsWith(prefix, StringComparison.Ordinal));
}
