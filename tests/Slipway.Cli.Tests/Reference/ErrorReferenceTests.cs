using System.Text.RegularExpressions;
using Slipway.Cli.CommandLine;
using Slipway.LocalEcs;
using Slipway.TestKits;

namespace Slipway.Cli.Tests.Reference;

public sealed partial class ErrorReferenceTests
{
    [Fact]
    public void Every_code_that_the_sources_raise_is_in_the_reference_with_its_exit_code()
    {
        var listed = Rows().ToDictionary(row => row.Code, row => row.ExitCode, StringComparer.Ordinal);
        var raised = Raised();
        Assert.NotEmpty(raised);

        var missing = raised.Where(code => !listed.ContainsKey(code)).ToList();
        Assert.True(missing.Count == 0, $"docs/reference/errors.md does not list: {string.Join(", ", missing)}");
        foreach (var code in raised)
            Assert.Equal((code, ExitCodes.Of(code)), (code, listed[code]));
    }

    [Fact]
    public void Every_code_of_LocalEcs_is_in_the_reference_as_the_command_tells_it()
    {
        var listed = Rows().ToDictionary(row => row.Code, row => row.ExitCode, StringComparer.Ordinal);
        var raised = Sources("Slipway.LocalEcs").SelectMany(text => LocalRaise().Matches(text)).Select(match => match.Groups["code"].Value).Distinct(StringComparer.Ordinal).ToList();
        Assert.Contains("LOCALECS_PORT_IN_USE", raised);
        foreach (var raw in raised)
        {
            var (code, _, exitCode) = ErrorReport.Describe(new LocalEcsException(raw, "x"));
            Assert.True(listed.TryGetValue(code, out var exit), $"docs/reference/errors.md does not list {code} ({raw}).");
            Assert.Equal((code, exitCode), (code, exit));
        }
    }

    [Fact]
    public void No_code_is_in_the_reference_that_nothing_tells()
    {
        var sources = string.Concat(new[] { "Slipway.Core", "Slipway.Aws", "Slipway.Ecs", "Slipway.Cli", "Slipway.LocalEcs" }.SelectMany(Sources));
        var untold = Rows().Select(row => row.Code).Where(code =>
            !sources.Contains($"\"{code}\"", StringComparison.Ordinal)
            && !sources.Contains($"\"{code.Replace("local-ecs.", "LOCALECS_", StringComparison.Ordinal).Replace('-', '_').ToUpperInvariant()}\"", StringComparison.Ordinal));
        Assert.Empty(untold);
        foreach (var (code, exitCode) in Rows().Where(row => !row.Code.StartsWith("aws.", StringComparison.Ordinal)))
            Assert.Equal((code, ExitCodes.Of(code)), (code, exitCode));
    }

    [Fact]
    public void Every_exit_code_is_in_its_reference()
    {
        var text = File.ReadAllText(Repository.Path("docs", "reference", "exit-codes.md"));
        foreach (var code in typeof(ExitCodes).GetFields().Select(field => (int)field.GetRawConstantValue()!))
            Assert.Contains($"| {code} |", text, StringComparison.Ordinal);
    }

    private static IEnumerable<(string Code, int ExitCode)> Rows() =>
        Row().Matches(File.ReadAllText(Repository.Path("docs", "reference", "errors.md")))
            .Select(match => (match.Groups["code"].Value, int.Parse(match.Groups["exit"].Value, System.Globalization.CultureInfo.InvariantCulture)));

    // A code stands alone in quotes, as the first argument of an exception or as a constant.
    private static SortedSet<string> Raised()
    {
        var codes = new SortedSet<string>(StringComparer.Ordinal);
        foreach (var text in new[] { "Slipway.Core", "Slipway.Ecs", "Slipway.Cli" }.SelectMany(Sources))
        {
            foreach (Match match in Raise().Matches(text))
                codes.Add(match.Groups["code"].Value);
        }

        return codes;
    }

    private static IEnumerable<string> Sources(string project) =>
        Directory.EnumerateFiles(Repository.Path("src", project), "*.cs", SearchOption.AllDirectories).Where(file => !file.Contains("/obj/", StringComparison.Ordinal)).Select(File.ReadAllText);

    // Given to an exception, be it by name or by what the method returns.
    [GeneratedRegex("""(LocalEcsException|new)\(\s*"(?<code>LOCALECS_[A-Z_]+)"\s*,""", RegexOptions.ExplicitCapture)]
    private static partial Regex LocalRaise();

    [GeneratedRegex("""(Exception|Finding|Problem|Wrong)\(\s*(\[?\s*new \w+\(\s*)?([\w.!]+(\([^()]*\))?,\s*)?"(?<code>[a-z][a-z-]*\.[a-z][a-z0-9-]*)"\s*,""", RegexOptions.ExplicitCapture)]
    private static partial Regex Raise();

    [GeneratedRegex(@"^\| `(?<code>[a-z0-9.-]+)` \| (?<exit>\d+) \|", RegexOptions.Multiline | RegexOptions.ExplicitCapture)]
    private static partial Regex Row();
}
