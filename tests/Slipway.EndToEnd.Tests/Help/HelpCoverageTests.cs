using System.Reflection;
using System.Text.RegularExpressions;
using Slipway.EndToEnd.Tests.Harness;
using Slipway.TestKits;

namespace Slipway.EndToEnd.Tests.Help;

public sealed partial class HelpCoverageTests : IAsyncDisposable
{
    private readonly Workplace _place = new();

    public ValueTask DisposeAsync() => _place.DisposeAsync();

    [Fact]
    public async Task Every_command_and_option_of_the_help_pages_has_an_end_to_end_test()
    {
        var pages = await PagesAsync();
        var covered = Covered();

        var untested = pages.SelectMany(page => page.Value.Options.Prepend("").Select(option => (Command: page.Key, Option: option)))
            .Where(item => !covered.ContainsKey(item))
            .Select(item => $"slipway {item.Command} {item.Option}".TrimEnd());
        Assert.Empty(untested);

        var gone = covered.Keys.Where(item => !pages.TryGetValue(item.Command, out var page) || (item.Option.Length > 0 && !page.Options.Contains(item.Option)))
            .Select(item => $"{covered[item].DeclaringType!.Name}.{covered[item].Name} covers 'slipway {item.Command} {item.Option}', which no help page shows");
        Assert.Empty(gone);
    }

    [Fact]
    public void A_test_that_says_it_covers_an_option_uses_it()
    {
        var unused = Covered()
            .Where(pair => pair.Key.Option.Length > 0 && !SourceOf(pair.Value).Contains($"\"{pair.Key.Option}\"", StringComparison.Ordinal))
            .Select(pair => $"{pair.Value.DeclaringType!.Name}.{pair.Value.Name}: {pair.Key.Option}");
        Assert.Empty(unused);
    }

    [Fact]
    public async Task Every_command_has_an_example_and_every_page_fits_into_eighty_columns_of_a_pipe()
    {
        foreach (var (command, page) in await PagesAsync())
        {
            if (!page.Text.Contains("\nCommands:\n", StringComparison.Ordinal))
                Assert.True(page.Text.Contains("\nExamples:\n", StringComparison.Ordinal), $"'slipway {command} --help' has no example.");
            foreach (var line in page.Text.Split('\n').Where(line => !line.StartsWith("  slipway", StringComparison.Ordinal)))
                Assert.True(line.Length <= 100, $"'slipway {command} --help': {line}");
        }
    }

    [Fact]
    [Covers("", "--help", "--version")]
    public async Task The_program_tells_its_version_and_its_commands()
    {
        Assert.Matches(@"^\d+\.\d+\.\d+\n$", (await _place.RunAsync("--version")).Exited(0).Output);
        Assert.StartsWith("Usage: slipway COMMAND [options]", (await _place.RunAsync("--help")).Exited(0).Output, StringComparison.Ordinal);
    }

    private static Dictionary<(string Command, string Option), MethodInfo> Covered()
    {
        var covered = new Dictionary<(string, string), MethodInfo>();
        var tests = typeof(HelpCoverageTests).Assembly.GetTypes()
            .SelectMany(type => type.GetMethods(BindingFlags.Public | BindingFlags.Instance | BindingFlags.DeclaredOnly))
            .Where(method => method.GetCustomAttribute<FactAttribute>() is { Skip: null });
        foreach (var test in tests)
        {
            foreach (var covers in test.GetCustomAttributes<CoversAttribute>())
            {
                covered[(covers.Command, "")] = test;
                foreach (var option in covers.Options)
                    covered[(covers.Command, option)] = test;
            }
        }

        return covered;
    }

    // The body of the test and what it calls stand in the class's own file.
    private static string SourceOf(MethodInfo test)
    {
        var file = Directory.EnumerateFiles(Repository.Path("tests", "Slipway.EndToEnd.Tests"), $"{test.DeclaringType!.Name}.cs", SearchOption.AllDirectories).Single();
        var text = File.ReadAllText(file);
        return CoversLine().Replace(text, "");
    }

    private async Task<SortedDictionary<string, (string Text, IReadOnlyList<string> Options)>> PagesAsync()
    {
        var pages = new SortedDictionary<string, (string, IReadOnlyList<string>)>(StringComparer.Ordinal);
        var open = new Queue<string>([""]);
        while (open.TryDequeue(out var command))
        {
            var text = (await _place.RunAsync([.. command.Split(' ', StringSplitOptions.RemoveEmptyEntries), "--help"])).Exited(0).Output;
            // --help itself is tried once, and by this very walk on every command.
            pages[command] = (text, [.. OptionLine().Matches(text).Select(match => match.Groups["name"].Value).Where(option => command.Length == 0 || option != "--help")]);
            foreach (Match sub in CommandLine().Matches(SectionOf(text, "Commands:")))
                open.Enqueue($"{command} {sub.Groups["name"].Value}".TrimStart());
        }

        return pages;
    }

    private static string SectionOf(string page, string title)
    {
        var start = page.IndexOf($"\n{title}\n", StringComparison.Ordinal);
        if (start < 0)
            return "";
        var end = page.IndexOf("\n\n", start + 1, StringComparison.Ordinal);
        return end < 0 ? page[start..] : page[start..end];
    }

    [GeneratedRegex(@"^  (-\w, |    )(?<name>--[a-z-]+)", RegexOptions.Multiline | RegexOptions.ExplicitCapture)]
    private static partial Regex OptionLine();

    [GeneratedRegex(@"^  (?<name>[a-z-]+)( |$)", RegexOptions.Multiline | RegexOptions.ExplicitCapture)]
    private static partial Regex CommandLine();

    [GeneratedRegex(@"^\s*\[Covers\(.*$", RegexOptions.Multiline)]
    private static partial Regex CoversLine();
}
