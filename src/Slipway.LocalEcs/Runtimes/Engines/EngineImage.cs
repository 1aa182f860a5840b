using Slipway.LocalEcs.Images;

namespace Slipway.LocalEcs.Runtimes.Engines;

/// <summary>An image that an engine has.</summary>
/// <param name="Id">The engine's id of it.</param>
/// <param name="Names">Its names with tags.</param>
/// <param name="Digest">Its digest: of the manifest when the engine knows one, else its id, which is as stable.</param>
/// <param name="Digests">All digests that name it, such as the one of an index that it came from.</param>
/// <param name="Created">When it was made.</param>
/// <param name="SizeBytes">Its size.</param>
internal sealed record EngineImage(
    string Id, IReadOnlyList<ImageReference> Names, string Digest, IReadOnlySet<string> Digests, DateTimeOffset Created, long SizeBytes)
{
    /// <summary>Whether it is what a name means on this machine: by tag, or by digest within the repository.</summary>
    public bool Is(ImageReference reference) => reference.Digest is { } digest
        ? Digests.Contains(digest) && Names.Any(name => SameRepository(name, reference))
        : Names.Any(name => SameRepository(name, reference) && name.Tag == (reference.Tag ?? "latest"));

    /// <summary>The name within the registry when an image of it could have been pushed to ECR: made here, or pulled from ECR or a registry on this machine.</summary>
    public static string? EcrRepository(ImageReference name) =>
        name.Registry is null or "localhost" || name.IsEcr || name.Registry.StartsWith("localhost:", StringComparison.Ordinal) || name.Registry.StartsWith("127.0.0.1:", StringComparison.Ordinal)
            ? name.Repository
            : null;

    // A name without a registry means docker.io on AWS; on a laptop, first of all, what was built there.
    private static bool SameRepository(ImageReference name, ImageReference wanted) => wanted.IsEcr
        ? EcrRepository(name) == wanted.Repository
        : (name.Registry == wanted.Registry && name.Repository == wanted.Repository)
            || (wanted.Registry is null && name.Registry is "localhost" && name.Repository == wanted.Repository)
            || ((name with { Tag = null, Digest = null }).FullName == (wanted with { Tag = null, Digest = null }).FullName);
}
