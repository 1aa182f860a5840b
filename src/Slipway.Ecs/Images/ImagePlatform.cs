namespace Slipway.Ecs.Images;

/// <summary>One of the platforms that an image was built for.</summary>
/// <param name="OperatingSystem">Such as <c>linux</c>, as the image index spells it.</param>
/// <param name="Architecture">Such as <c>amd64</c> or <c>arm64</c>, as the image index spells it.</param>
/// <param name="Digest">The digest of the manifest for it.</param>
public sealed record ImagePlatform(string OperatingSystem, string Architecture, string Digest)
{
    /// <summary>The usual spelling: <c>linux/amd64</c>.</summary>
    public override string ToString() => $"{OperatingSystem}/{Architecture}";
}
