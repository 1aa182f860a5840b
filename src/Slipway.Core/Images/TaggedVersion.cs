namespace Slipway.Core.Images;

/// <summary>An image tag that reads as a version.</summary>
/// <param name="Tag">The tag, as the registry spells it.</param>
/// <param name="Version">The version it stands for.</param>
public sealed record TaggedVersion(string Tag, SemanticVersion Version)
{
    /// <summary>
    /// Those of the tags that are versions, the highest first. Of several spellings of one version, the most exact comes first
    /// (<c>1.2.0</c>, <c>v1.2.0</c>, <c>1.2</c>).
    /// </summary>
    public static IReadOnlyList<TaggedVersion> From(IEnumerable<string> tags)
    {
        ArgumentNullException.ThrowIfNull(tags);
        return
        [
            .. tags
                .Select(tag => SemanticVersion.TryParseTag(tag, out var version) ? new TaggedVersion(tag, version) : null)
                .OfType<TaggedVersion>()
                .OrderByDescending(tagged => tagged.Version)
                .ThenBy(tagged => SemanticVersion.TryParse(tagged.Tag, out _) ? 0 : 1)
                .ThenByDescending(tagged => tagged.Tag.Length)
                .ThenBy(tagged => tagged.Tag, StringComparer.Ordinal),
        ];
    }

    /// <inheritdoc/>
    public override string ToString() => Tag;
}
