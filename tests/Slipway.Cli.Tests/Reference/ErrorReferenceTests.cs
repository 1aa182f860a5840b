using System.Text.RegularExpressions;
using Slipway.Cli.CommandLine;
using Slipway.Core.Errors;
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
            Assert.Equal((code, ExitCodes.Of(new SlipwayException(code, "x"))), (code, listed[code]));
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
        foreach (var project in new[] { "Slipway.Core", "Slipway.Ecs", "Slipway.Cli" })
        {
            foreach (var file in Directory.EnumerateFiles(Repository.Path("src", project), "*.cs", SearchOption.AllDirectories).Where(file => !file.Contains("/obj/", StringComparison.Ordinal)))
            {
                foreach (Match match in Raise().Matches(File.ReadAllText(file)))
                    codes.Add(match.Groups["code"].Value);
            }
        }

        return codes;
    }

    [GeneratedRegex("""(Exception|Finding|Problem|Wrong)\(\s*(\[?\s*new \w+\(\s*)?([\w.!]+(\([^()]*\))?,\s*)?"(?<code>[a-z][a-z-]*\.[a-z][a-z0-9-]*)"\s*,""", RegexOptions.ExplicitCapture)]
    private static partial Regex Raise();

    [GeneratedRegex(@"^\| `(?<code>[a-z0-9.-]+)` \| (?<exit>\d+) \|", RegexOptions.Multiline | RegexOptions.ExplicitCapture)]
    private static partial Regex Row();
}
