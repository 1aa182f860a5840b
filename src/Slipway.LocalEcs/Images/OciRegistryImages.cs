using System.Collections.Concurrent;
using System.Net;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using Slipway.LocalEcs.Runtimes;

namespace Slipway.LocalEcs.Images;

/// <summary>The images of a plain OCI registry, by its HTTP interface.</summary>
/// <remarks>documented: https://github.com/opencontainers/distribution-spec/blob/main/spec.md</remarks>
internal sealed class OciRegistryImages(HttpClient http, Uri address) : IImageSource
{
    private const int PageSize = 1000;

    private static readonly string[] MediaTypes =
    [
        "application/vnd.oci.image.index.v1+json",
        "application/vnd.oci.image.manifest.v1+json",
        "application/vnd.docker.distribution.manifest.list.v2+json",
        "application/vnd.docker.distribution.manifest.v2+json",
    ];

    // What a digest names never changes.
    private readonly ConcurrentDictionary<(string Repository, string Digest), RegistryManifest> _known = new();

    /// <summary>The registry that was configured; null when none was.</summary>
    public static OciRegistryImages? Of(LocalEcsOptions options) =>
        options.RegistryUrl is { } url ? new(new HttpClient(), new Uri(url.TrimEnd('/') + "/")) : null;

    /// <summary>Its host and port.</summary>
    public string Authority => address.Authority;

    /// <summary>Whether it speaks plain HTTP.</summary>
    public bool IsPlain => address.Scheme == Uri.UriSchemeHttp;

    /// <summary>The digest that a tag or digest names now; null when there is no such image.</summary>
    /// <exception cref="LocalEcsException">The registry does not answer.</exception>
    public async Task<string?> FindDigestAsync(string repository, string reference, CancellationToken cancellationToken) =>
        (await ManifestAsync(repository, reference, cancellationToken))?.Digest;

    /// <inheritdoc/>
    public async Task<IReadOnlyList<string>> ListRepositoriesAsync(CancellationToken cancellationToken) =>
        await PagesAsync($"v2/_catalog?n={PageSize}", "repositories", cancellationToken) ?? [];

    /// <inheritdoc/>
    public async Task<IReadOnlyList<StoredImage>> ListAsync(string repository, CancellationToken cancellationToken)
    {
        var tags = await PagesAsync($"v2/{repository}/tags/list?n={PageSize}", "tags", cancellationToken) ?? [];
        var images = new Dictionary<string, (RegistryManifest Manifest, List<string> Tags)>(StringComparer.Ordinal);
        foreach (var tag in tags)
        {
            // A tag that was deleted since the list was made is no error.
            if (await ManifestAsync(repository, tag, cancellationToken) is { } manifest)
            {
                Add(images, manifest).Tags.Add(tag);
                foreach (var child in manifest.Children)
                {
                    if (await ManifestAsync(repository, child, cancellationToken) is { } platform)
                    {
                        Add(images, platform);
                    }
                }
            }
        }

        return
        [
            .. images.Values.Select(image => new StoredImage(
                repository, image.Manifest.Digest, image.Tags, image.Manifest.Created, image.Manifest.SizeBytes, image.Manifest.MediaType, image.Manifest.Text)),
        ];
    }

    private static (RegistryManifest Manifest, List<string> Tags) Add(Dictionary<string, (RegistryManifest Manifest, List<string> Tags)> images, RegistryManifest manifest)
    {
        if (!images.TryGetValue(manifest.Digest, out var entry))
        {
            images[manifest.Digest] = entry = (manifest, []);
        }

        return entry;
    }

    private async Task<RegistryManifest?> ManifestAsync(string repository, string reference, CancellationToken cancellationToken)
    {
        if (_known.TryGetValue((repository, reference), out var known))
        {
            return known;
        }

        using var request = new HttpRequestMessage(HttpMethod.Get, new Uri(address, $"v2/{repository}/manifests/{reference}"));
        request.Headers.TryAddWithoutValidation("Accept", string.Join(", ", MediaTypes));
        using var response = await SendAsync(request, cancellationToken);
        if (response.StatusCode == HttpStatusCode.NotFound)
        {
            return null;
        }

        var bytes = await response.Content.ReadAsByteArrayAsync(cancellationToken);
        var digest = "sha256:" + Convert.ToHexStringLower(SHA256.HashData(bytes));
        if (_known.TryGetValue((repository, digest), out known))
        {
            return known;
        }

        var json = Parse(bytes, request.RequestUri!);
        var manifest = new RegistryManifest
        {
            Digest = digest,
            MediaType = response.Content.Headers.ContentType?.MediaType ?? json["mediaType"]?.GetValue<string>() ?? MediaTypes[1],
            Text = Encoding.UTF8.GetString(bytes),
            Children = [.. (json["manifests"] as JsonArray ?? []).Select(child => child!["digest"]!.GetValue<string>())],
            SizeBytes = Size(json),
            Created = await CreatedAsync(repository, json, cancellationToken),
        };
        _known[(repository, digest)] = manifest;
        return manifest;
    }

    private static long Size(JsonObject manifest) =>
        (manifest["config"]?["size"]?.GetValue<long>() ?? 0) + (manifest["layers"] as JsonArray ?? []).Sum(layer => layer!["size"]!.GetValue<long>());

    /// <summary>When the image was made; registries do not say when it was pushed. Of an index: when the first image in it was made.</summary>
    private async Task<DateTimeOffset> CreatedAsync(string repository, JsonObject manifest, CancellationToken cancellationToken)
    {
        if ((manifest["manifests"] as JsonArray)?.FirstOrDefault()?["digest"]?.GetValue<string>() is { } child)
        {
            return (await ManifestAsync(repository, child, cancellationToken))?.Created ?? DateTimeOffset.UnixEpoch;
        }

        if (manifest["config"]?["digest"]?.GetValue<string>() is not { } config)
        {
            return DateTimeOffset.UnixEpoch;
        }

        using var request = new HttpRequestMessage(HttpMethod.Get, new Uri(address, $"v2/{repository}/blobs/{config}"));
        using var response = await SendAsync(request, cancellationToken);
        return response.StatusCode == HttpStatusCode.OK
            && Parse(await response.Content.ReadAsByteArrayAsync(cancellationToken), request.RequestUri!)["created"]?.GetValue<string>() is { } created
            && DateTimeOffset.TryParse(created, out var time)
                ? time.ToUniversalTime()
                : DateTimeOffset.UnixEpoch;
    }

    /// <summary>Reads a list over all its pages; null when there is no such thing.</summary>
    private async Task<List<string>?> PagesAsync(string path, string member, CancellationToken cancellationToken)
    {
        var entries = new List<string>();
        for (var next = new Uri(address, path); next is not null;)
        {
            using var request = new HttpRequestMessage(HttpMethod.Get, next);
            using var response = await SendAsync(request, cancellationToken);
            if (response.StatusCode == HttpStatusCode.NotFound)
            {
                return null;
            }

            var json = Parse(await response.Content.ReadAsByteArrayAsync(cancellationToken), next);
            entries.AddRange((json[member] as JsonArray ?? []).Select(node => node!.GetValue<string>()));
            next = NextPage(response, next);
        }

        return entries;
    }

    // Link: </v2/_catalog?last=x&n=1000>; rel="next"
    private static Uri? NextPage(HttpResponseMessage response, Uri current) =>
        response.Headers.TryGetValues("Link", out var links) && links.FirstOrDefault(link => link.Contains("rel=\"next\"", StringComparison.Ordinal)) is { } next
        && next.IndexOf('<', StringComparison.Ordinal) is var open and >= 0 && next.IndexOf('>', open) is var close and > 0
            ? new Uri(current, next[(open + 1)..close])
            : null;

    private async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        try
        {
            var response = await http.SendAsync(request, cancellationToken);
            if (response.IsSuccessStatusCode || response.StatusCode == HttpStatusCode.NotFound)
            {
                return response;
            }

            using (response)
            {
                throw Unreadable(request.RequestUri!, $"it answered {(int)response.StatusCode}", null);
            }
        }
        catch (HttpRequestException exception)
        {
            throw Unreadable(request.RequestUri!, exception.Message, exception);
        }
    }

    private static JsonObject Parse(byte[] bytes, Uri from)
    {
        try
        {
            return JsonNode.Parse(bytes)?.AsObject() ?? throw new JsonException("nothing");
        }
        catch (Exception exception) when (exception is JsonException or InvalidOperationException)
        {
            throw Unreadable(from, "its answer is no JSON object", exception);
        }
    }

    private static LocalEcsException Unreadable(Uri uri, string why, Exception? inner) =>
        new("LOCALECS_REGISTRY", $"The registry does not answer at {uri}: {why}. Start it, or leave the registry's address out.", inner);
}
