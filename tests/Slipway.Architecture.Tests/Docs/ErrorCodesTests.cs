using System.Text.RegularExpressions;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

namespace Slipway.Architecture.Tests.Docs;

/// <summary>Every stable error code of the sources is explained in docs/reference/errors.md, and nothing else is.</summary>
public sealed partial class ErrorCodesTests
{
    private const string Page = "docs/reference/errors.md";

    /// <summary>Literals with a dot that are no error codes.</summary>
    private static readonly HashSet<string> OtherNames = new(StringComparer.Ordinal)
    {
        "ecs.cpu-architecture", "aws.ecs", "api.ecr", "slipway.family",
        // Places in the settings of one run.
        "run.command", "run.cpu", "run.env", "run.memory", "run.tags",
    };

    private static readonly HashSet<string> FileEndings = new(StringComparer.Ordinal) { "mjs", "yaml", "yml", "json", "db", "log", "lock", "io", "html", "sql", "diff", "sh", "md", "txt", "com" };

    [Fact]
    public void Every_code_is_explained()
    {
        var explained = Explained();
        Complaints.None(Used().Where(code => !explained.Contains(code.Code)).Select(code => $"{code.Code} ({code.Path})"));
    }

    [Fact]
    public void Every_explained_code_is_used()
    {
        var used = Used().Select(code => code.Code).ToHashSet(StringComparer.Ordinal);
        Assert.NotEmpty(used);
        Complaints.None(Explained().Except(used, StringComparer.Ordinal));
    }

    private static List<(string Code, string Path)> Used() =>
    [
        .. from path in SourceFiles.Code
           where path.StartsWith("src/", StringComparison.Ordinal)
           let isLocal = path.StartsWith("src/Slipway.LocalEcs/", StringComparison.Ordinal)
           from token in CSharpSyntaxTree.ParseText(SourceFiles.Read(path)).GetRoot().DescendantTokens()
           where token.IsKind(SyntaxKind.StringLiteralToken)
           let code = isLocal ? Local(token.ValueText) : IsCode(token.ValueText) ? token.ValueText : null
           where code is not null
           group path by code into places
           select (places.Key, places.First()),
    ];

    // LocalEcs answers with AWS's codes, which are documented by AWS. Its own are spelled as constants, and told by the command as all others.
    private static string? Local(string text) => LocalCode().Match(text) is { Success: true } match
        ? "local-ecs." + match.Groups["name"].Value.Replace('_', '-').ToLowerInvariant()
        : null;

    private static HashSet<string> Explained() => SourceFiles.All.Contains(Page, StringComparer.Ordinal)
        ? Row().Matches(SourceFiles.Read(Page)).Select(match => match.Groups["code"].Value).ToHashSet(StringComparer.Ordinal)
        : [];

    private static bool IsCode(string text) => Code().IsMatch(text) && !OtherNames.Contains(text) && !FileEndings.Contains(text.Split('.')[1]);

    [GeneratedRegex("^[a-z]+(-[a-z]+)*[.][a-z]+(-[a-z]+)*$", RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture)]
    private static partial Regex Code();

    [GeneratedRegex("^LOCALECS_(?<name>[A-Z]+(_[A-Z]+)*)$", RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture)]
    private static partial Regex LocalCode();

    /// <summary>A row of the page's tables, or a heading: the code stands first.</summary>
    [GeneratedRegex(@"^(\| *|#+ +)`(?<code>[a-z-]+\.[a-z-]+)`", RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture | RegexOptions.Multiline)]
    private static partial Regex Row();
}
