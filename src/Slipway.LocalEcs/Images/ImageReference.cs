using System.Text.RegularExpressions;

namespace Slipway.LocalEcs.Images;

/// <summary>An image as a task definition names it.</summary>
/// <param name="Registry">The registry's host and port; null when the name has none.</param>
/// <param name="Repository">The repository's name within the registry.</param>
/// <param name="Tag">The tag; null when there is none.</param>
/// <param name="Digest">The digest, <c>sha256:…</c>; null when there is none.</param>
internal sealed partial record ImageReference(string? Registry, string Repository, string? Tag, string? Digest)
{
    /// <summary>Whether it names a repository of a private Amazon ECR registry.</summary>
    public bool IsEcr => Registry is not null && EcrRegistry().IsMatch(Registry);

    /// <summary>The name with what is left out by custom: docker.io, library/ and :latest.</summary>
    public string FullName
    {
        get
        {
            var repository = Registry is null && !Repository.Contains('/', StringComparison.Ordinal) ? "library/" + Repository : Repository;
            var version = Digest is not null ? "@" + Digest : ":" + (Tag ?? "latest");
            return $"{Registry ?? "docker.io"}/{repository}{version}";
        }
    }

    /// <summary>Splits a name by docker's rules: the part before the first slash is a registry when it has a dot or a colon, or is <c>localhost</c>.</summary>
    public static ImageReference Parse(string image)
    {
        var (name, digest) = image.IndexOf('@', StringComparison.Ordinal) is var at and >= 0 ? (image[..at], image[(at + 1)..]) : (image, null);
        string? tag = null;
        if (name.LastIndexOf(':') is var colon and >= 0 && colon > name.LastIndexOf('/'))
        {
            (name, tag) = (name[..colon], name[(colon + 1)..]);
        }

        var slash = name.IndexOf('/', StringComparison.Ordinal);
        return slash > 0 && (name[..slash] is "localhost" || name.AsSpan(0, slash).ContainsAny('.', ':'))
            ? new(name[..slash], name[(slash + 1)..], tag, digest)
            : new(null, name, tag, digest);
    }

    /// <summary>What ECS says of an image that is not there. Observed on Fargate platform version 1.4.</summary>
    public string NotFound() => $"pull image manifest has been retried 1 time(s): failed to resolve ref {FullName}: {FullName}: not found";

    [GeneratedRegex(@"^[0-9]{12}\.dkr\.ecr(-fips)?\.[a-z0-9-]+\.amazonaws\.com(\.cn)?$", RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture)]
    private static partial Regex EcrRegistry();
}
