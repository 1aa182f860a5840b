using Slipway.Ecs.Images;

namespace Slipway.Ecs.Definitions;

/// <summary>The images of one ECS task, pinned.</summary>
/// <param name="Main">The main container's.</param>
public sealed record LaunchImages(ResolvedImage Main)
{
    /// <summary>The sidecars', by container name.</summary>
    public IReadOnlyDictionary<string, ResolvedImage> Sidecars { get; init; } = new Dictionary<string, ResolvedImage>();
}
