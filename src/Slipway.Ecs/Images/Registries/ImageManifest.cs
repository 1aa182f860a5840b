using System.Text.Json;

namespace Slipway.Ecs.Images.Registries;

/// <summary>What a registry holds under a tag or digest.</summary>
/// <param name="Digest">Its digest.</param>
/// <param name="MediaType">Its media type.</param>
/// <param name="Platforms">The platforms of an index; empty for a single manifest.</param>
internal sealed record ImageManifest(string Digest, string MediaType, IReadOnlyList<ImagePlatform> Platforms)
{
    private const int MaxPlatforms = 1000;

    /// <summary>Reads a manifest or index.</summary>
    /// <exception cref="ImageException"><c>image.bad-answer</c>: it is neither.</exception>
    public static ImageManifest Read(string image, string digest, ReadOnlyMemory<byte> json, string? mediaType)
    {
        try
        {
            using var document = JsonDocument.Parse(json, new JsonDocumentOptions { MaxDepth = 32 });
            var root = document.RootElement;
            if (root.ValueKind != JsonValueKind.Object)
                throw new JsonException("it is no JSON object.");
            // The document's own word goes before the header's: registries are known to send the latter wrong, and OCI lets indexes leave
            // the former out.
            var type = Text(root, "mediaType") ?? mediaType ?? (root.TryGetProperty("manifests", out _) ? MediaTypes.OciIndex : MediaTypes.OciManifest);
            if (!MediaTypes.All.Contains(type))
                throw new ImageException(
                    "image.bad-answer",
                    $"{image} is no container image that ECS could run: its manifest is a '{type}'.");
            return new ImageManifest(digest, type, MediaTypes.IsIndex(type) ? ReadPlatforms(root) : []);
        }
        catch (Exception exception) when (exception is JsonException or InvalidOperationException)
        {
            throw new ImageException(
                "image.bad-answer",
                $"The registry's manifest of {image} can't be read: {exception.Message}", exception);
        }
    }

    private static List<ImagePlatform> ReadPlatforms(JsonElement index)
    {
        var platforms = new List<ImagePlatform>();
        foreach (var entry in index.GetProperty("manifests").EnumerateArray().Take(MaxPlatforms))
        {
            // Entries without a platform, or of platform "unknown", are attestations and other companions.
            if (entry.TryGetProperty("platform", out var platform) && Text(platform, "os") is { } system and not "unknown"
                && Text(platform, "architecture") is { } architecture && Text(entry, "digest") is { } digest)
                platforms.Add(new ImagePlatform(system, architecture, digest));
        }

        return platforms;
    }

    private static string? Text(JsonElement element, string name) =>
        element.ValueKind == JsonValueKind.Object && element.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.String ? value.GetString() : null;
}
