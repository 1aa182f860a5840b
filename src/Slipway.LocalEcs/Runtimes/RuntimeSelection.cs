using Slipway.LocalEcs.Images;
using Slipway.LocalEcs.Runtimes.Engines;
using Slipway.LocalEcs.Runtimes.Processes;

namespace Slipway.LocalEcs.Runtimes;

/// <summary>Chooses what runs the containers: podman when it works, else docker, else plain processes. "Works" means that it was asked.</summary>
internal static class RuntimeSelection
{
    private const string Install = "Install one with: apt-get install podman runc";

    /// <summary>Chooses.</summary>
    /// <param name="options">What the user asked for.</param>
    /// <param name="stateDirectory">Where the runtime keeps its folders.</param>
    /// <param name="cancellationToken">Ends the asking.</param>
    /// <exception cref="LocalEcsException">The one that was asked for by name does not work here.</exception>
    public static async Task<SelectedRuntime> SelectAsync(LocalEcsOptions options, string stateDirectory, CancellationToken cancellationToken)
    {
        var time = options.TimeProvider;
        if (options.Runtime == LocalRuntime.Process)
        {
            return Processes(options, stateDirectory, "as asked for");
        }

        EngineKind[] kinds = options.Runtime switch
        {
            LocalRuntime.Auto => [EngineKind.Podman, EngineKind.Docker],
            LocalRuntime.Podman => [EngineKind.Podman],
            LocalRuntime.Docker => [EngineKind.Docker],
            _ => throw new ArgumentException($"{options.Runtime} is not a runtime to select.", nameof(options)),
        };
        var probe = new EngineProbe(stateDirectory);
        var failures = new List<string>();
        foreach (var kind in kinds)
        {
            var (engine, why) = await probe.TryAsync(kind, time, cancellationToken);
            if (engine is not null)
            {
                var cli = new EngineCli(engine);
                var images = new EngineImages(cli, OciRegistryImages.Of(options));
                return new(new EngineRuntime(cli, images, stateDirectory, time), images, Sentence(why, failures));
            }

            failures.Add(why);
        }

        if (options.Runtime != LocalRuntime.Auto)
        {
            throw new LocalEcsException("LOCALECS_RUNTIME_UNAVAILABLE", $"The runtime {options.Runtime} was asked for, but {failures[0]}. {Install}, or choose another runtime.");
        }

        return OperatingSystem.IsLinux()
            ? Processes(options, stateDirectory, string.Join("; ", failures))
            : throw new LocalEcsException("LOCALECS_RUNTIME_UNAVAILABLE", $"No container engine works here ({string.Join("; ", failures)}), and plain processes need Linux. Install podman or docker.");
    }

    private static SelectedRuntime Processes(LocalEcsOptions options, string stateDirectory, string why)
    {
        if (!OperatingSystem.IsLinux())
        {
            throw new LocalEcsException("LOCALECS_RUNTIME_UNAVAILABLE", "Plain processes as containers need Linux. Install podman or docker.");
        }

        var images = new MappedImages(options.ImagesFile);
        // A file that cannot be read is told now, not with the first image.
        images.Check();
        var known = options.ImagesFile is null ? "no images file was given, so no image is known" : $"images are the folders that {options.ImagesFile} names";
        return new(
            new ProcessRuntime(stateDirectory, images, options.TimeProvider),
            images,
            $"Plain processes run the ECS tasks ({why}). They prove nothing about images: {known}. {(why == "as asked for" ? "" : Install + '.')}".TrimEnd());
    }

    private static string Sentence(string why, List<string> failures) =>
        $"{why}.{(failures.Count == 0 ? "" : $" Chosen because {string.Join("; ", failures)}.")}";
}
