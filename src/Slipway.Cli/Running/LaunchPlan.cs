using Slipway.Cli.Environments;
using Slipway.Cli.Settings;
using Slipway.Core.Containers;
using Slipway.Core.Images;
using Slipway.Core.Launches;
using Slipway.Ecs.Definitions;
using Slipway.Ecs.Images;
using Slipway.Ecs.Launching;

namespace Slipway.Cli.Running;

/// <summary>What is going to run: the image pinned, the settings bound.</summary>
internal sealed record LaunchPlan
{
    /// <summary>The image as it was asked for.</summary>
    public required ImageReference Asked { get; init; }

    /// <summary>The image, pinned.</summary>
    public required ResolvedImage Image { get; init; }

    /// <summary>The definition and the settings of this run.</summary>
    public required BoundLaunch Bound { get; init; }

    /// <summary>The memory of the ECS task in MiB; null when nobody says it.</summary>
    public int? MemoryMiB { get; init; }

    /// <summary>How long the look-up took.</summary>
    public required TimeSpan Resolve { get; init; }

    /// <summary>Looks the images up and binds the settings to them.</summary>
    /// <param name="environment">Where it will run.</param>
    /// <param name="asked">The image as it was written.</param>
    /// <param name="secrets">Secrets of this run alone.</param>
    /// <param name="request">What this run wants otherwise than the settings say.</param>
    /// <param name="wantsResult">Whether the container's result file is wanted.</param>
    /// <param name="cancellationToken">Ends the look-up.</param>
    public static async Task<LaunchPlan> MakeAsync(
        EcsEnvironment environment, ImageReference asked, SettingsMap secrets, RunRequest request, bool wantsResult, CancellationToken cancellationToken)
    {
        var settings = environment.Settings.Container(asked.Name, secrets);

        // The settings may say which version an image without one means.
        if (asked is { Tag: null, Range: null, Digest: null } && settings.Image is { } stated)
            asked = ImageReference.Parse(stated);
        if (wantsResult)
            settings = ContainerResults.Wanted(environment.Settings, settings, asked.ToString());
        return await MakeAsync(environment, environment.Images, asked, settings, request, cancellationToken);
    }

    /// <summary>Looks the images up and binds settings that are complete.</summary>
    /// <param name="environment">Where it will run.</param>
    /// <param name="images">Finds out what the names of images stand for.</param>
    /// <param name="asked">The image as it was written.</param>
    /// <param name="settings">The settings, those of the environment included.</param>
    /// <param name="request">What this run wants otherwise than the settings say.</param>
    /// <param name="cancellationToken">Ends the look-up.</param>
    public static async Task<LaunchPlan> MakeAsync(
        EcsEnvironment environment, IImageResolver images, ImageReference asked, ContainerSettings settings, RunRequest request, CancellationToken cancellationToken)
    {
        var start = environment.Time.GetTimestamp();
        var main = await ResolveAsync(environment, images, asked, settings, settings, cancellationToken);
        var sidecars = new Dictionary<string, ResolvedImage>(StringComparer.Ordinal);
        foreach (var (name, sidecar) in settings.Sidecars ?? new Dictionary<string, SidecarSettings>())
        {
            if (sidecar.Image is { } image)
                sidecars[name] = await ResolveAsync(environment, images, ImageReference.Parse(image), sidecar, settings, cancellationToken);
        }

        var bound = DefinitionBinder.Bind(settings, new LaunchImages(main) { Sidecars = sidecars }, environment.Binding, request);
        return new LaunchPlan
        {
            Asked = asked,
            Image = main,
            Bound = bound,
            MemoryMiB = request.MemoryMiB ?? settings.MemoryMiB,
            Resolve = environment.Time.GetElapsedTime(start),
        };
    }

    /// <summary>Tells what the version stood for, and what a person should know.</summary>
    public void Tell(RunProgress progress)
    {
        progress.Say(Asked.Tag is not null && Image.Tag == Asked.Tag
            ? $"{Image.Version} is {Words.ShortDigest(Image.Digest)}"
            : $"{Asked} is {Image.Version}, {Words.ShortDigest(Image.Digest)}");
        if (Image.MovedFrom is { } before)
            progress.Alarm($"{Image.Version} was moved: it stood for {Words.ShortDigest(before)} when it was last looked up. Somebody pushed another image under the same version.");
        foreach (var note in Bound.Notes)
            progress.Say($"note: {note}");
    }

    /// <summary>The object of <c>--json</c>.</summary>
    public RunReport Report(LaunchId id, EcsEnvironment environment, RunProgress progress, LaunchResult? result, int exitCode)
    {
        var arn = progress.EcsTaskArn ?? result?.EcsTaskArn;
        return new RunReport
        {
            Launch = id,
            Environment = environment.Settings.Environment.Value,
            Cluster = Bound.Run.Cluster,
            Image = Asked.ToString(),
            Version = Image.Version,
            Digest = Image.Digest,
            Revision = progress.Revision?.Name,
            RevisionOrigin = progress.Revision is { } revision ? Words.Of(revision.Origin) : null,
            Hash = Bound.Definition.Hash.Value,
            EcsTaskArn = arn,
            Adopted = progress.Adopted,
            Log = Bound.Run.Logs is { } logs
                ? (logs.Group, arn is null ? null : $"{logs.StreamPrefix}/{Bound.Definition.MainContainer}/{Words.TaskId(arn)}")
                : null,
            Result = result,
            Resolve = Resolve,
            CommandExitCode = exitCode,
        };
    }

    private static Task<ResolvedImage> ResolveAsync(
        EcsEnvironment environment, IImageResolver images, ImageReference image, ContainerBase container, ContainerSettings settings, CancellationToken cancellationToken) =>
        images.ResolveAsync(
            image,
            new ImageResolutionOptions
            {
                DefaultRegistry = environment.Binding.DefaultRegistry,
                RepositoryCredentials = container.RepositoryCredentials,
                Architecture = settings.Architecture,
                OperatingSystem = settings.OperatingSystem?.StartsWith("WINDOWS", StringComparison.OrdinalIgnoreCase) == true ? "windows" : "linux",
            },
            cancellationToken);
}
