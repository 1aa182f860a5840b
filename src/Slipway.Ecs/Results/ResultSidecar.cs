using Slipway.Core.Containers;
using Slipway.Core.Expressions;

namespace Slipway.Ecs.Results;

/// <summary>
/// Carries a result file out of an ECS task, on Fargate as on a laptop and with any main image: the file is in an empty volume that a small sidecar
/// shares. ECS ends what is left of an ECS task by SIGTERM when its main container has ended, and allows it 30 seconds (StopTask and stopTimeout, ECS
/// developer guide); the sidecar then writes the file to its own log stream, in lines that say when something is missing.
/// </summary>
/// <remarks>
/// The log stream lies in the environment, beside the main container's: the result needs no bucket, no rights of the container and no way out of
/// the subnet, is kept as long as the log is, and any launcher that may read the log can read it.
/// </remarks>
public static class ResultSidecar
{
    /// <summary>The sidecar's container name, and the volume's name.</summary>
    public const string Name = "slipway-result";

    /// <summary>What each of its lines begins with.</summary>
    internal const string Mark = "slipway-result";

    private const string Folder = "/slipway/result";

    // POSIX sh and base64: busybox, Alpine and every distribution have them. The volume belongs to root, and the main container may be anybody.
    private const string Script = """
        file=$SLIPWAY_RESULT_FILE
        chmod 1777 "${file%/*}" 2>/dev/null
        tell() {
          kill "$idle" 2>/dev/null
          if [ ! -f "$file" ]; then echo 'slipway-result none'; exit 0; fi
          size=$(($(wc -c <"$file")))
          if [ "$size" -gt "$SLIPWAY_RESULT_MAX" ]; then echo "slipway-result too-large $size"; exit 0; fi
          base64 <"$file" | { n=0; while read -r line; do n=$((n + 1)); echo "slipway-result $n $line"; done; }
          echo "slipway-result end $size"
          exit 0
        }
        trap tell TERM
        while :; do sleep 3600 & idle=$!; wait "$idle"; done
        """;

    /// <summary>Adds volume, mount, variable and sidecar.</summary>
    /// <param name="settings">The settings of a container whose result is wanted.</param>
    /// <param name="image">The sidecar's image: any with <c>/bin/sh</c> and <c>base64</c>, such as the container's own.</param>
    public static ContainerSettings AddTo(ContainerSettings settings, string image)
    {
        ArgumentNullException.ThrowIfNull(settings);
        ArgumentException.ThrowIfNullOrEmpty(image);
        var file = $"{Folder}/result.json";
        return settings with
        {
            Volumes = With(settings.Volumes, Name, new VolumeSettings()),
            Mounts = With(settings.Mounts, Folder, new MountSettings { Volume = Name }),
            Env = With(settings.Env, TaskResult.FileVariable, file),
            DependsOn = With(settings.DependsOn, Name, DependencyCondition.Started),
            Sidecars = With(settings.Sidecars, Name, new SidecarSettings
            {
                Image = image,
                EntryPoint = ["/bin/sh", "-c", Script.ReplaceLineEndings("\n")],
                Env = new Dictionary<string, string>(StringComparer.Ordinal)
                {
                    [TaskResult.FileVariable] = file,
                    ["SLIPWAY_RESULT_MAX"] = TaskResult.MaxBytes.ToString(System.Globalization.CultureInfo.InvariantCulture),
                },
                Mounts = new Dictionary<string, MountSettings>(StringComparer.Ordinal) { [Folder] = new() { Volume = Name } },
                User = "0",
                Essential = false,
            }),
        };
    }

    private static Dictionary<string, T> With<T>(IReadOnlyDictionary<string, T>? map, string name, T value) =>
        new(map ?? new Dictionary<string, T>(), StringComparer.Ordinal) { [name] = value };
}
