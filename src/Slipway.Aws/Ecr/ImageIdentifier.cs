namespace Slipway.Aws.Ecr;

/// <summary>An image by tag or digest.</summary>
public sealed record ImageIdentifier
{
    /// <summary>The digest, <c>sha256:…</c>.</summary>
    public string? ImageDigest { get; init; }

    /// <summary>The tag.</summary>
    public string? ImageTag { get; init; }
}
