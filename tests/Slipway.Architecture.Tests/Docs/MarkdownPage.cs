using System.Text.RegularExpressions;
using Slipway.TestKits;

namespace Slipway.Architecture.Tests.Docs;

/// <summary>A Markdown file of the repository: its links and the anchors it offers.</summary>
internal sealed partial class MarkdownPage
{
    private MarkdownPage(string path)
    {
        Path = path;
        var prose = Fence().Replace(SourceFiles.Read(path), "");
        Anchors = Heading().Matches(prose).Select(match => Anchor(match.Groups["text"].Value)).ToHashSet(StringComparer.Ordinal);
        Links = [.. Link().Matches(InlineCode().Replace(prose, "``")).Select(match => match.Groups["target"].Value)];
    }

    public string Path { get; }

    public IReadOnlySet<string> Anchors { get; }

    public IReadOnlyList<string> Links { get; }

    public static IReadOnlyList<MarkdownPage> All { get; } =
        [.. SourceFiles.All.Where(path => path.EndsWith(".md", StringComparison.Ordinal)).Select(path => new MarkdownPage(path))];

    /// <summary>Links of this page that lead nowhere, with the reason.</summary>
    public IEnumerable<string> Broken()
    {
        foreach (var link in Links.Where(link => !link.Contains("://", StringComparison.Ordinal) && !link.StartsWith("mailto:", StringComparison.Ordinal)))
        {
            var parts = link.Split('#', 2);
            var target = parts[0].Length == 0
                ? Path
                : System.IO.Path.GetRelativePath(Repository.Root, System.IO.Path.Combine(Repository.Path(System.IO.Path.GetDirectoryName(Path)!), parts[0])).Replace('\\', '/');
            if (!File.Exists(Repository.Path(target)) && !Directory.Exists(Repository.Path(target)))
                yield return $"{Path}: {link} (no such file)";
            else if (parts.Length == 2 && All.FirstOrDefault(page => string.Equals(page.Path, target, StringComparison.Ordinal)) is { } page && !page.Anchors.Contains(parts[1]))
                yield return $"{Path}: {link} (no such heading)";
        }
    }

    /// <summary>The anchor that GitHub gives a heading.</summary>
    private static string Anchor(string heading) =>
        new([.. heading.Trim().ToLowerInvariant().Where(character => char.IsLetterOrDigit(character) || character is ' ' or '-' or '_').Select(character => character == ' ' ? '-' : character)]);

    [GeneratedRegex(@"^(?<fence>```|~~~).*?^\k<fence>", RegexOptions.Multiline | RegexOptions.Singleline | RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture)]
    private static partial Regex Fence();

    [GeneratedRegex("`[^`\n]*`", RegexOptions.CultureInvariant)]
    private static partial Regex InlineCode();

    [GeneratedRegex(@"^#{1,6}\s+(?<text>.+)$", RegexOptions.Multiline | RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture)]
    private static partial Regex Heading();

    [GeneratedRegex(@"\]\((?<target>[^)\s]+)[^)]*\)", RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture)]
    private static partial Regex Link();
}
