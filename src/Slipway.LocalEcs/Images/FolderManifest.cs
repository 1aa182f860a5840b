namespace Slipway.LocalEcs.Images;

/// <summary>What a folder holds and how it is run, as a text whose SHA-256 is the image's digest.</summary>
/// <param name="Text">Canonical JSON: members in a fixed order, files by name.</param>
/// <param name="Digest">The SHA-256 of the text, as <c>sha256:…</c>.</param>
/// <param name="SizeBytes">The size of all files.</param>
/// <param name="ChangedAt">The latest change of a file.</param>
internal sealed record FolderManifest(string Text, string Digest, long SizeBytes, DateTimeOffset ChangedAt)
{
    /// <summary>What ECR would say of an image: whoever looks it up takes it for one.</summary>
    public const string MediaType = "application/vnd.oci.image.manifest.v1+json";

    /// <summary>Says that it is a folder, without layers that could be pulled.</summary>
    public const string ArtifactType = "application/vnd.slipway.folder.v1+json";
}
