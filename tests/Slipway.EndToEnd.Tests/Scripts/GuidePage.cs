using System.Text.RegularExpressions;
using Slipway.TestKits;

namespace Slipway.EndToEnd.Tests.Scripts;

/// <summary>
/// The parts of a guide that tests execute. A block below <c>&lt;!-- tested --&gt;</c> holds commands after <c>$</c> and what they print; one below
/// <c>&lt;!-- tested: file NAME --&gt;</c> is a file that they need.
/// </summary>
internal static partial class GuidePage
{
    private const string Prompt = "$ ";

    /// <summary>The guides that have such parts.</summary>
    public static IEnumerable<string> WithTestedParts() =>
        Directory.EnumerateFiles(Repository.Path("docs"), "*.md", SearchOption.AllDirectories)
            .Where(path => File.ReadAllText(path).Contains("<!-- tested", StringComparison.Ordinal))
            .Select(path => Path.GetRelativePath(Repository.Root, path))
            .Order(StringComparer.Ordinal);

    /// <summary>The files to write, in order.</summary>
    public static IEnumerable<(string Name, string Text)> Files(string page) =>
        Part().Matches(Read(page)).Where(part => part.Groups["file"].Success).Select(part => (part.Groups["file"].Value, part.Groups["text"].Value));

    /// <summary>The commands with the lines that the guide shows below each.</summary>
    public static IEnumerable<(string Command, IReadOnlyList<string> Shown)> Commands(string page)
    {
        foreach (var part in Part().Matches(Read(page)).Where(part => !part.Groups["file"].Success))
        {
            var lines = part.Groups["text"].Value.TrimEnd().Split('\n');
            Assert.StartsWith(Prompt, lines[0], StringComparison.Ordinal);
            for (var at = 0; at < lines.Length;)
            {
                var command = lines[at++][Prompt.Length..];
                var shown = lines[at..].TakeWhile(line => !line.StartsWith(Prompt, StringComparison.Ordinal)).ToList();
                at += shown.Count;
                yield return (command, shown);
            }
        }
    }

    /// <summary>Whether a printed line is the one that the guide shows, in which … stands for anything.</summary>
    public static bool Matches(string shown, string printed) =>
        Regex.IsMatch(printed.TrimEnd(), "^" + string.Join(".*", shown.TrimEnd().Split('…').Select(Regex.Escape)) + "$", RegexOptions.CultureInvariant, TimeSpan.FromSeconds(5));

    private static string Read(string page) => File.ReadAllText(Repository.Path(page));

    [GeneratedRegex(@"^<!-- tested(: file (?<file>\S+))? -->\n```[a-z]*\n(?<text>.*?)^```$", RegexOptions.Multiline | RegexOptions.Singleline | RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture)]
    private static partial Regex Part();
}
