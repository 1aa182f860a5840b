using Slipway.Aws.Ecr;
using Slipway.Aws.SecretsManager;
using Slipway.Core.Containers;
using Slipway.Core.Images;
using Slipway.Ecs.Images.Registries;

namespace Slipway.Ecs.Images;

/// <summary>Looks images up in ECR, and in any registry that speaks the OCI Distribution API.</summary>
public sealed class ImageResolver : IImageResolver, IDisposable
{
    private const int ShownVersions = 5;

    private readonly Func<string, IEcrImages> _ecr;
    private readonly ISecrets _secrets;
    private readonly IPinStore _pins;
    private readonly RegistryHttp _http;

    /// <summary>Makes a resolver.</summary>
    /// <param name="ecr">
    /// ECR by region, with the credentials of the caller. Asked at each look-up, so it hands out the same client for the same region.
    /// </param>
    /// <param name="secrets">Where logins of private registries are.</param>
    /// <param name="pins">Remembers what versions stood for.</param>
    /// <param name="time">The clock of time-outs.</param>
    public ImageResolver(Func<string, IEcrImages> ecr, ISecrets secrets, IPinStore pins, TimeProvider time)
    {
        ArgumentNullException.ThrowIfNull(ecr);
        ArgumentNullException.ThrowIfNull(secrets);
        ArgumentNullException.ThrowIfNull(pins);
        ArgumentNullException.ThrowIfNull(time);
        (_ecr, _secrets, _pins, _http) = (ecr, secrets, pins, new RegistryHttp(time));
    }

    /// <inheritdoc/>
    public async Task<ResolvedImage> ResolveAsync(ImageReference image, ImageResolutionOptions options, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(image);
        ArgumentNullException.ThrowIfNull(options);
        var located = Locate(image, options);
        var registry = RegistryOf(located, options);
        var tag = located.Digest is not null ? located.Tag
            : located.Range is { } range ? await ChooseAsync(registry, located, range, options, cancellationToken)
            : located.Tag ?? ImageReference.DefaultTag;
        var manifest = await registry.FindAsync(located, located.Digest ?? tag!, cancellationToken)
            ?? throw await NotFoundAsync(registry, located, cancellationToken);
        CheckPlatform(located, manifest, options);
        return new ResolvedImage
        {
            Requested = located,
            Reference = located.PinnedTo(manifest.Digest),
            Digest = manifest.Digest,
            Tag = tag,
            MediaType = manifest.MediaType,
            Platforms = manifest.Platforms,
            MovedFrom = tag is not null && IsExactVersion(tag) ? await _pins.RememberAsync(located.Name, tag, manifest.Digest, cancellationToken) : null,
        };
    }

    /// <inheritdoc/>
    public async Task<IReadOnlyList<TaggedVersion>> ListVersionsAsync(
        ImageReference repository, VersionRange? range, ImageResolutionOptions options, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(repository);
        ArgumentNullException.ThrowIfNull(options);
        var located = Locate(repository, options);
        var versions = TaggedVersion.From(await RegistryOf(located, options).ListTagsAsync(located, cancellationToken));
        return range is null ? versions : [.. versions.Where(tagged => range.Contains(tagged.Version, options.IncludePrereleases))];
    }

    /// <inheritdoc/>
    public void Dispose() => _http.Dispose();

    /// <summary>Names the registry of an image that names none; on Docker Hub, also the folder of images that name no owner.</summary>
    internal static ImageReference Locate(ImageReference image, ImageResolutionOptions options)
    {
        var located = image.Registry is null ? ImageReference.Parse($"{options.DefaultRegistry?.TrimEnd('/') ?? OciImageRegistry.DockerHub}/{image}") : image;
        if (located.Registry is null)
        {
            throw new ImageException(
                "image.bad-reference",
                $"The default registry '{options.DefaultRegistry}' is not a host name; write, for example, 111122223333.dkr.ecr.eu-west-1.amazonaws.com.");
        }

        return located.Registry == OciImageRegistry.DockerHub && !located.Repository.Contains('/', StringComparison.Ordinal)
            ? ImageReference.Parse($"{OciImageRegistry.DockerHub}/library/{located.ToString()[(OciImageRegistry.DockerHub.Length + 1)..]}")
            : located;
    }

    private IImageRegistry RegistryOf(ImageReference located, ImageResolutionOptions options) => located.Ecr is { } ecr
        ? new EcrImageRegistry(_ecr(ecr.Region), ecr)
        : new OciImageRegistry(
            _http,
            async token => options.RepositoryCredentials is { } reference ? await RegistryLogins.ReadAsync(_secrets, reference, token) : null);

    private static async Task<string> ChooseAsync(
        IImageRegistry registry, ImageReference image, VersionRange range, ImageResolutionOptions options, CancellationToken cancellationToken)
    {
        var tags = await registry.ListTagsAsync(image, cancellationToken);
        return range.Best(tags, options.IncludePrereleases)?.Tag
            ?? throw new ImageException(
                "image.no-matching-version",
                $"No version of {image.Name} is inside {range}; {Describe(TaggedVersion.From(tags))}");
    }

    private static async Task<ImageException> NotFoundAsync(IImageRegistry registry, ImageReference image, CancellationToken cancellationToken)
    {
        var versions = TaggedVersion.From(await registry.ListTagsAsync(image, cancellationToken));
        return new ImageException(
            "image.not-found",
            image is { Tag: null, Range: null, Digest: null }
                ? $"'{image}' names no version, and there is no {image}:{ImageReference.DefaultTag}. Name a version; {Describe(versions)}"
                : $"There is no {image}; {Describe(versions)}");
    }

    private static string Describe(IReadOnlyList<TaggedVersion> versions) => versions.Count switch
    {
        0 => "the repository has no versions yet.",
        <= ShownVersions => $"there are: {string.Join(", ", versions)}.",
        _ => $"the newest of {versions.Count} are: {string.Join(", ", versions.Take(ShownVersions))}.",
    };

    private static void CheckPlatform(ImageReference image, ImageManifest manifest, ImageResolutionOptions options)
    {
        if (options.Architecture is not { } architecture || manifest.Platforms.Count == 0)
            return;
        var wanted = architecture == CpuArchitecture.Arm64 ? "arm64" : "amd64";
        if (!manifest.Platforms.Any(platform => platform.OperatingSystem == options.OperatingSystem && platform.Architecture == wanted))
        {
            throw new ImageException(
                "image.platform-missing",
                $"{image} was not built for {options.OperatingSystem}/{wanted}; it has {string.Join(", ", manifest.Platforms)}. Build it for that platform too, or set 'architecture'.");
        }
    }

    // Tags such as 1.0 or latest move by design; 1.0.1 never should.
    private static bool IsExactVersion(string tag) => SemanticVersion.TryParse(tag.TrimStart('v'), out _);
}
