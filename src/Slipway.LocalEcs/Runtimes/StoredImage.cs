namespace Slipway.LocalEcs.Runtimes;

/// <summary>An image of a repository.</summary>
/// <param name="Repository">The repository's name without a registry.</param>
/// <param name="Digest">The digest of the manifest or index.</param>
/// <param name="Tags">The tags that point at it.</param>
/// <param name="PushedAt">When it was made or pushed.</param>
/// <param name="SizeBytes">Its size in bytes; 0 when unknown.</param>
/// <param name="MediaType">The manifest's media type.</param>
/// <param name="Manifest">The manifest's text.</param>
internal sealed record StoredImage(
    string Repository, string Digest, IReadOnlyList<string> Tags, DateTimeOffset PushedAt, long SizeBytes, string MediaType, string Manifest);
