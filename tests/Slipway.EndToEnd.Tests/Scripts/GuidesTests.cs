using Slipway.EndToEnd.Tests.Harness;

namespace Slipway.EndToEnd.Tests.Scripts;

/// <summary>Does what the guides say, and sees what they show.</summary>
public sealed class GuidesTests : IAsyncDisposable
{
    private readonly Workplace _place = new();

    public static TheoryData<string> Pages => [.. GuidePage.WithTestedParts()];

    public ValueTask DisposeAsync() => _place.DisposeAsync();

    [Theory]
    [MemberData(nameof(Pages))]
    public async Task The_commands_of_a_guide_do_what_it_shows(string page)
    {
        foreach (var (name, text) in GuidePage.Files(page))
            _place.Write(name, text, executable: text.StartsWith("#!", StringComparison.Ordinal));
        var environment = _place.Variables.ToDictionary(variable => variable.Key, variable => (string?)variable.Value, StringComparer.Ordinal);
        environment["PATH"] = $"{Path.GetDirectoryName(SlipwayCommand.ProgramPath)}:{Environment.GetEnvironmentVariable("PATH")}";

        foreach (var (command, shown) in GuidePage.Commands(page))
        {
            var ended = (await Shell.RunAsync(_place.Folder, environment, "bash", "-c", $"{{ {command}\n}} 2>&1")).ShouldEndWith(0);
            using var printed = ended.Output.Split('\n').AsEnumerable().GetEnumerator();
            foreach (var line in shown)
            {
                var found = false;
                while (!found && printed.MoveNext())
                    found = GuidePage.Matches(line, printed.Current);
                Assert.True(found, $"{page} shows, below '{command}':\n{line}\nwhich did not come, or not in this order:\n{ended.Output}");
            }
        }
    }

    [Fact]
    public void The_first_guide_is_among_them() => Assert.Contains("docs/guides/getting-started.md", GuidePage.WithTestedParts());
}
