using System.Text.Json;
using System.Text.RegularExpressions;
using Slipway.EndToEnd.Tests.Harness;
using Slipway.TestKits;
using Slipway.TestKits.Components;

namespace Slipway.EndToEnd.Tests.Demo;

/// <summary>The demo, as somebody runs it on a fresh clone. It checks its own claims; these tests check that it does.</summary>
public sealed partial class DemoTests : IAsyncDisposable
{
    private static readonly TimeSpan Deadline = TimeSpan.FromMinutes(4);

    private readonly Workplace _place = new();

    public ValueTask DisposeAsync() => _place.DisposeAsync();

    [Fact]
    [Trait("needs", "node")]
    [Covers("demo", "--runtime", "--example", "--folder")]
    public async Task Without_a_container_engine_it_shows_everything_and_says_so_as_often_as_asked()
    {
        Require.Command("npm", "apt-get install nodejs npm");
        string[] arguments = ["--runtime", "process", "--example", Repository.Path("examples", "tz-report"), "--folder", "demo"];
        CheckTable((await RunAsync(arguments)).Output);
        var demo = await RunAsync(arguments);
        Assert.Contains("plain processes", demo.Output, StringComparison.Ordinal);
        CheckTable(demo.Output);
        CheckPolicy(demo.Output);
        Assert.True(File.Exists(Path.Combine(_place.Folder, "demo", "report-1.0.1.html")));
    }

    [Fact]
    [Trait("needs", "containers")]
    public async Task With_podman_it_runs_containers()
    {
        Require.Podman();
        Require.Command("npm", "apt-get install nodejs npm");
        var demo = await RunAsync("--runtime", "podman", "--example", Repository.Path("examples", "tz-report"), "--folder", "demo");
        Assert.Contains("ECS tasks run as containers, by podman", demo.Output, StringComparison.Ordinal);
        CheckTable(demo.Output);
    }

    [Fact]
    public async Task A_folder_that_is_not_its_own_is_not_emptied()
    {
        var kept = _place.Write("mine/letter.txt", "dear reader");
        var demo = await _place.RunAsync("demo", "--example", Repository.Path("examples", "tz-report"), "--folder", "mine");
        demo.Exited(123);
        Assert.Contains("will not be emptied", demo.Error, StringComparison.Ordinal);
        Assert.True(File.Exists(kept));
    }

    [Fact]
    public async Task Outside_the_repository_it_says_what_it_needs()
    {
        var demo = await _place.RunAsync("demo", "--example", "nowhere");
        demo.Exited(123);
        Assert.Contains("examples/tz-report", demo.Error, StringComparison.Ordinal);
    }

    private async Task<CommandResult> RunAsync(params string[] arguments)
    {
        await using var command = _place.Start(["demo", .. arguments]);
        return (await command.EndAsync(Deadline)).Exited(0);
    }

    /// <summary>The rows that matter most, read from the table as it is printed.</summary>
    private static void CheckTable(string output)
    {
        var rows = Rows(output);
        Assert.Equal("1×RegisterTaskDefinition, 1×RunTask", Changes(rows["run 1.0.0"]));
        Assert.Equal("1×RunTask", Changes(rows["run it again"]));
        Assert.Equal("none", Changes(rows["ship 1.0.1"]));
        Assert.Equal("1×RegisterTaskDefinition, 1×RunTask", Changes(rows["run 1.0.1"]));
        Assert.Equal("1×RunTask", Changes(rows["run ^1.0"]));
        // Only what has an id that was given is looked for.
        Assert.All((string[])["run 1.0.0", "run it again", "run 1.0.1", "run ^1.0"], step => Assert.DoesNotContain("ListTasks", rows[step][3], StringComparison.Ordinal));
        Assert.Contains("adopted, started once", rows["kill the launcher"][1], StringComparison.Ordinal);
        Assert.Contains("DeregisterTaskDefinition", Changes(rows["collect"]), StringComparison.Ordinal);
        Assert.DoesNotContain('✗', output);
    }

    /// <summary>The policy in the guide allows every call that the demo's runs made.</summary>
    private static void CheckPolicy(string output)
    {
        var guide = File.ReadAllText(Repository.Path("docs", "guides", "on-aws.md"));
        using var policy = JsonDocument.Parse(PolicyBlock().Match(guide).Groups["json"].Value);
        var allowed = policy.RootElement.GetProperty("Statement").EnumerateArray()
            .Select(statement => statement.GetProperty("Action"))
            .SelectMany(action => action.ValueKind == JsonValueKind.String ? [action] : action.EnumerateArray().ToArray())
            .Select(action => action.GetString()!.Split(':')[1])
            .ToHashSet(StringComparer.Ordinal);
        var called = Rows(output)
            .Where(row => row.Key is not "collect")
            .SelectMany(row => string.Join(", ", row.Value[2], row.Value[3]).Split(", "))
            .Where(call => call.Contains('×', StringComparison.Ordinal))
            .Select(call => call.Split('×')[1])
            // Needs no permission: https://docs.aws.amazon.com/STS/latest/APIReference/API_GetCallerIdentity.html
            .Where(operation => operation is not "GetCallerIdentity")
            .ToHashSet(StringComparer.Ordinal);
        Assert.NotEmpty(called);
        Assert.Empty(called.Except(allowed, StringComparer.Ordinal));
    }

    private static string Changes(IReadOnlyList<string> row) => row[2];

    private static Dictionary<string, IReadOnlyList<string>> Rows(string output) =>
        output.Split('\n')
            .Where(line => line.StartsWith('|') && !line.StartsWith("|-", StringComparison.Ordinal))
            .Select(line => (IReadOnlyList<string>)[.. line.Trim('|').Split('|').Select(cell => cell.Trim())])
            .ToDictionary(cells => cells[0], cells => cells, StringComparer.Ordinal);

    [GeneratedRegex("```json\n(?<json>\\{\n  \"Version\".*?)```", RegexOptions.Singleline | RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture)]
    private static partial Regex PolicyBlock();
}
