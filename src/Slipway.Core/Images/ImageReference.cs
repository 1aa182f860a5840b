using System.Diagnostics.CodeAnalysis;
using System.Text.RegularExpressions;
using Slipway.Core.Errors;

namespace Slipway.Core.Images;

/// <summary>
/// The name of an image: <c>[registry/]repository[:tag or range][@digest]</c>. The first part is a registry when it has a dot or a colon,
/// or is <c>localhost</c>, as everywhere.
/// </summary>
public sealed partial record ImageReference
{
    private ImageReference(string repository) => Repository = repository;

    /// <summary>The tag of an image whose version nobody said.</summary>
    public const string DefaultTag = "latest";

    /// <summary>The registry's host, with its port when there is one; null leaves it to the environment.</summary>
    public string? Registry { get; private init; }

    /// <summary>The repository, such as <c>team/dbt-model</c>.</summary>
    public string Repository { get; private init; }

    /// <summary>The tag, when one was said.</summary>
    public string? Tag { get; private init; }

    /// <summary>The range of versions, when one was said instead of a tag.</summary>
    public VersionRange? Range { get; private init; }

    /// <summary>The digest (<c>sha256:…</c>), when one was said: it then decides, and the tag is a remark.</summary>
    public string? Digest { get; private init; }

    /// <summary>The registry's account and region, when it is a private ECR.</summary>
    public EcrRegistry? Ecr => EcrRegistry.TryParse(Registry, out var ecr) ? ecr : null;

    /// <summary>What was asked for, in words: tag, range or digest.</summary>
    public string Version => Tag ?? Range?.Text ?? Digest ?? DefaultTag;

    /// <summary>Reads a reference.</summary>
    /// <exception cref="SlipwayException"><c>image.bad-reference</c>: it is not the name of an image.</exception>
    public static ImageReference Parse(string text) =>
        TryParse(text, out var reference, out var problem) ? reference : throw new SlipwayException("image.bad-reference", problem);

    /// <summary>Reads a reference.</summary>
    /// <param name="text">What was written.</param>
    /// <param name="reference">The reference.</param>
    /// <param name="problem">What is wrong, and what would be valid.</param>
    public static bool TryParse(string? text, [NotNullWhen(true)] out ImageReference? reference, [NotNullWhen(false)] out string? problem)
    {
        reference = null;
        if (string.IsNullOrWhiteSpace(text))
        {
            problem = "An image has no name; write, for example, dbt-model:1.0.1.";
            return false;
        }

        var (name, digest) = Cut(text.Trim(), text.Trim().IndexOf('@', StringComparison.Ordinal));
        var colon = name.IndexOf(':', name.LastIndexOf('/') + 1);
        (name, var version) = Cut(name, colon);
        var (registry, repository) = SplitRegistry(name);
        problem = FindProblem(text, registry, repository, version, digest);
        if (problem is not null)
            return false;

        var isRange = VersionRange.LooksLikeRange(version);
        reference = new ImageReference(repository)
        {
            Registry = registry,
            Tag = isRange ? null : version,
            Range = isRange ? VersionRange.Parse(version!) : null,
            Digest = digest,
        };
        return true;
    }

    /// <summary>The same repository at another registry.</summary>
    public ImageReference At(string registry)
    {
        ArgumentException.ThrowIfNullOrEmpty(registry);
        return this with { Registry = registry };
    }

    /// <summary>The same repository at another tag.</summary>
    public ImageReference WithTag(string tag) =>
        TagPattern().IsMatch(tag) ? this with { Tag = tag, Range = null, Digest = null } : throw new ArgumentException($"'{tag}' is not a tag.", nameof(tag));

    /// <summary>The reference that always means the same image: registry, repository and digest, without tag.</summary>
    public string PinnedTo(string digest) => $"{Name}@{digest}";

    /// <summary>Registry and repository.</summary>
    public string Name => Registry is null ? Repository : $"{Registry}/{Repository}";

    /// <inheritdoc/>
    public bool Equals(ImageReference? other) => other is not null && ToString() == other.ToString();

    /// <inheritdoc/>
    public override int GetHashCode() => ToString().GetHashCode(StringComparison.Ordinal);

    /// <inheritdoc/>
    public override string ToString()
    {
        var version = Tag ?? Range?.Text;
        return Name + (version is null ? "" : ":" + version) + (Digest is null ? "" : "@" + Digest);
    }

    private static (string Before, string? After) Cut(string text, int at) => at < 0 ? (text, null) : (text[..at], text[(at + 1)..]);

    private static (string? Registry, string Repository) SplitRegistry(string name)
    {
        var slash = name.IndexOf('/', StringComparison.Ordinal);
        if (slash < 0)
            return (null, name);
        var first = name[..slash];
        return first == "localhost" || first.AsSpan().ContainsAny('.', ':') ? (first, name[(slash + 1)..]) : (null, name);
    }

    private static string? FindProblem(string text, string? registry, string repository, string? version, string? digest)
    {
        if (registry is not null && !RegistryPattern().IsMatch(registry))
            return $"In the image '{text}', '{registry}' is not a registry's host name.";
        if (repository.Any(char.IsAsciiLetterUpper))
            return $"In the image '{text}', the repository '{repository}' has capital letters; write {repository.ToLowerInvariant()}.";
        if (!RepositoryPattern().IsMatch(repository) || repository.Length > 255)
            return $"In the image '{text}', '{repository}' is not a repository; write lower-case letters, digits, and single '.', '_', '-' or '/' between them, such as team/dbt-model.";
        if (digest is not null && !DigestPattern().IsMatch(digest))
            return $"In the image '{text}', '{digest}' is not a digest; write sha256: and 64 hexadecimal digits in lower case.";
        if (version is null)
            return null;
        return VersionRange.LooksLikeRange(version)
            ? VersionRange.TryParse(version, out _) ? null : $"In the image '{text}', '{version}' is not a range of versions; write ^1.0, ~1.2, 1.x, or '>=1.2 <2'."
            : TagPattern().IsMatch(version) ? null : $"In the image '{text}', '{version}' is not a tag; write letters, digits, '.', '_' and '-', such as 1.0.1.";
    }

    // Patterns: OCI Distribution Specification 1.1, "Pulling manifests"; Image Specification, "Digests".
    [GeneratedRegex("^[a-z0-9]+((\\.|_|__|-+)[a-z0-9]+)*(/[a-z0-9]+((\\.|_|__|-+)[a-z0-9]+)*)*$", RegexOptions.ExplicitCapture)]
    private static partial Regex RepositoryPattern();

    [GeneratedRegex("^[a-zA-Z0-9_][a-zA-Z0-9._-]{0,127}$")]
    private static partial Regex TagPattern();

    [GeneratedRegex("^(sha256:[a-f0-9]{64}|sha512:[a-f0-9]{128})$", RegexOptions.ExplicitCapture)]
    private static partial Regex DigestPattern();

    [GeneratedRegex("^([a-zA-Z0-9]([a-zA-Z0-9-]*[a-zA-Z0-9])?(\\.[a-zA-Z0-9]([a-zA-Z0-9-]*[a-zA-Z0-9])?)*|\\[[a-fA-F0-9:]+\\])(:[0-9]{1,5})?$", RegexOptions.ExplicitCapture)]
    private static partial Regex RegistryPattern();
}
