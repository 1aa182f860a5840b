using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Nodes;
using Slipway.LocalEcs.Images;

namespace Slipway.LocalEcs.Runtimes.Engines;

/// <summary>
/// The images of podman or docker. A name of a private ECR registry means the image of the same repository name on this machine, or, when a
/// registry is configured to stand in for ECR, there.
/// </summary>
internal sealed class EngineImages(EngineCli cli, OciRegistryImages? registry) : IImageSource
{
    private const string OciManifest = "application/vnd.oci.image.manifest.v1+json";

    /// <summary>Makes sure that an image is there.</summary>
    /// <exception cref="ImagePullException">It cannot be had.</exception>
    public async Task<PulledImage> PullAsync(string image, CancellationToken cancellationToken)
    {
        var reference = ImageReference.Parse(image);
        var local = await FindAsync(reference, cancellationToken);
        // A tag may have moved in the registry, and ECS asks it at each start; a digest cannot move.
        if (registry is not null && reference.IsEcr && (reference.Digest is null || local is null)
            && await registry.FindDigestAsync(reference.Repository, reference.Digest ?? reference.Tag ?? "latest", cancellationToken) is { } digest)
        {
            return await PullAsync(new(registry.Authority, reference.Repository, Tag: null, digest), reference, cancellationToken);
        }

        if (local is not null)
        {
            return new(local.Id, reference.Digest ?? local.Digest);
        }

        // Nobody but this machine has the images of ECR names and of localhost.
        return reference.IsEcr || reference.Registry is "localhost"
            ? throw new ImagePullException(reference.NotFound())
            : await PullAsync(reference, reference, cancellationToken);
    }

    /// <inheritdoc/>
    public async Task<IReadOnlyList<StoredImage>> ListAsync(string repository, CancellationToken cancellationToken) =>
    [
        .. from image in await LoadAsync(cancellationToken)
           let tags = image.Names.Where(name => EngineImage.EcrRepository(name) == repository && name.Tag is not null).Select(name => name.Tag!).Distinct().ToArray()
           where tags.Length > 0
           let manifest = Manifest(image)
           select new StoredImage(repository, image.Digest, tags, image.Created, image.SizeBytes, MediaType(manifest), manifest),
    ];

    /// <inheritdoc/>
    public async Task<IReadOnlyList<string>> ListRepositoriesAsync(CancellationToken cancellationToken) =>
    [
        .. (await LoadAsync(cancellationToken))
            .SelectMany(image => image.Names)
            .Select(EngineImage.EcrRepository)
            .OfType<string>()
            .Distinct()
            .Order(StringComparer.Ordinal),
    ];

    private async Task<PulledImage> PullAsync(ImageReference source, ImageReference asked, CancellationToken cancellationToken)
    {
        IReadOnlyList<string> plain = source.Registry == registry?.Authority && registry?.IsPlain == true && cli.Engine.Kind == EngineKind.Podman
            ? ["--tls-verify=false"] // docker itself takes loopback registries without TLS.
            : [];
        var result = await cli.RunAsync(["pull", "--quiet", .. plain, source.FullName], cancellationToken);
        if (result.ExitCode != 0)
        {
            throw new ImagePullException(IsNotFound(result.Errors)
                ? asked.NotFound()
                : $"pull image manifest has been retried 1 time(s): failed to resolve ref {asked.FullName}: {result.Reason}");
        }

        return await FindAsync(source, cancellationToken) is { } image
            ? new(image.Id, source.Digest ?? image.Digest)
            : throw new ImagePullException($"{cli.Engine.Name} pulled {source.FullName} but does not list it");
    }

    private static bool IsNotFound(string errors) =>
        errors.Contains("manifest unknown", StringComparison.OrdinalIgnoreCase)
        || errors.Contains("name unknown", StringComparison.OrdinalIgnoreCase)
        || errors.Contains("not found", StringComparison.OrdinalIgnoreCase);

    private async Task<EngineImage?> FindAsync(ImageReference reference, CancellationToken cancellationToken)
    {
        var images = (await LoadAsync(cancellationToken)).Where(image => image.Is(reference)).ToArray();
        // The name as it stands comes before the same repository under another registry.
        return Array.Find(images, image => image.Names.Any(name => name.Registry == reference.Registry)) ?? images.FirstOrDefault();
    }

    private async Task<IReadOnlyList<EngineImage>> LoadAsync(CancellationToken cancellationToken)
    {
        if (cli.Engine.Kind == EngineKind.Podman)
        {
            var json = JsonNode.Parse(await cli.OutputAsync(["images", "--no-trunc", "--format", "json"], cancellationToken));
            // One entry for each name: podman repeats an image.
            return [.. (json as JsonArray ?? []).DistinctBy(image => image!["Id"]!.GetValue<string>()).Select(image => Image(
                image!["Id"]!.GetValue<string>(),
                Texts(image["Names"]),
                image["Digest"]?.GetValue<string>(),
                Texts(image["RepoDigests"]),
                DateTimeOffset.FromUnixTimeSeconds(image["Created"]!.GetValue<long>()),
                image["Size"]!.GetValue<long>()))];
        }

        var ids = (await cli.OutputAsync(["images", "--quiet", "--no-trunc"], cancellationToken)).Split('\n', StringSplitOptions.RemoveEmptyEntries).Distinct().ToArray();
        if (ids.Length == 0)
        {
            return [];
        }

        var inspected = JsonNode.Parse(await cli.OutputAsync(["image", "inspect", .. ids], cancellationToken))!.AsArray();
        return [.. inspected.Select(image => Image(
            image!["Id"]!.GetValue<string>(),
            Texts(image["RepoTags"]),
            null,
            Texts(image["RepoDigests"]),
            DateTimeOffset.Parse(image["Created"]!.GetValue<string>()),
            image["Size"]!.GetValue<long>()))];
    }

    private static EngineImage Image(
        string id, IReadOnlyList<string> names, string? digest, IReadOnlyList<string> repoDigests, DateTimeOffset created, long size)
    {
        var digests = repoDigests.Select(name => ImageReference.Parse(name).Digest).OfType<string>().ToList();
        if (digest is not null)
        {
            digests.Insert(0, digest);
        }

        if (digests.Count == 0)
        {
            digests.Add(id.StartsWith("sha256:", StringComparison.Ordinal) ? id : "sha256:" + id);
        }

        return new(id, [.. names.Select(ImageReference.Parse)], digests[0], digests.ToHashSet(StringComparer.Ordinal), created, size);
    }

    private static IReadOnlyList<string> Texts(JsonNode? list) => list is JsonArray array ? [.. array.Select(node => node!.GetValue<string>())] : [];

    /// <summary>The manifest as podman stores it; empty when it is out of reach, as with docker.</summary>
    private string Manifest(EngineImage image)
    {
        if (cli.Engine.ImageStore is not { } store)
        {
            return "";
        }

        // One file for each manifest that the image has, under its coded name: a push or pull compresses layers, which makes another manifest.
        var file = Path.Combine(store, image.Id, "=" + Convert.ToBase64String(Encoding.UTF8.GetBytes("manifest-" + image.Digest)));
        if (!File.Exists(file))
        {
            return "";
        }

        var bytes = File.ReadAllBytes(file);
        return "sha256:" + Convert.ToHexStringLower(SHA256.HashData(bytes)) == image.Digest ? Encoding.UTF8.GetString(bytes) : "";
    }

    private static string MediaType(string manifest) =>
        manifest.Length > 0 && JsonNode.Parse(manifest)?["mediaType"]?.GetValue<string>() is { } type ? type : OciManifest;
}
