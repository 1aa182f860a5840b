using Slipway.LocalEcs.Runtimes;

namespace Slipway.LocalEcs.Images;

/// <summary>Where the ECR look-ups find images.</summary>
internal static class EcrSources
{
    /// <summary>The registry that stands in for ECR, when one is configured, then the runtime's own images: the order in which a pull looks.</summary>
    public static IReadOnlyList<IImageSource> Of(LocalEcsOptions options, IImageSource local) =>
        OciRegistryImages.Of(options) is { } registry ? [registry, local] : [local];
}
