using System.Text.RegularExpressions;
using Slipway.EndToEnd.Tests.Harness;
using Slipway.TestKits.Components;

namespace Slipway.EndToEnd.Tests.Running;

/// <summary>What a person sees: the command on a real pseudo-terminal, made by <c>script</c>.</summary>
public sealed partial class LiveProgressTests(LocalPlace place) : IClassFixture<LocalPlace>
{
    [Fact]
    public async Task A_terminal_shows_what_goes_on_with_its_time_above_what_is_said()
    {
        var go = Path.Combine(place.Folder, "live.go");
        await using var run = OnTerminal($"run -e local job:^1.0 -- wait {go}", "xterm-256color");
        await run.OutputAsync("running · ");
        await run.OutputAsync("waiting");
        File.Create(go).Dispose();
        var shown = (await run.EndAsync()).Exited(0).Output;

        var phases = Phase().Matches(shown).Select(match => match.Groups["phase"].Value).Distinct(StringComparer.Ordinal).ToList();
        string[] always = ["reaching ECS", "resolving job:^1.0", "storing the launch", "looking for the revision", "asking ECS for FARGATE", "running"];
        Assert.Equal(always, phases.Intersect(always, StringComparer.Ordinal));

        // Words of Slipway and of the container begin where the line was taken away, and the last of them stays alone.
        Assert.Contains("\r\e[2Kslipway: job:^1.0 is job:1.0.1", shown, StringComparison.Ordinal);
        Assert.Contains("\r\e[2Kwaiting\r\n", shown, StringComparison.Ordinal);
        Assert.DoesNotMatch(Phase(), shown[shown.IndexOf("slipway: job:1.0.1 succeeded", StringComparison.Ordinal)..]);
    }

    [Fact]
    public async Task A_terminal_that_cannot_move_its_cursor_gets_plain_lines()
    {
        await using var run = OnTerminal("run -e local job:1.0.1", "dumb");
        var shown = (await run.EndAsync()).Exited(0).Output;
        Assert.DoesNotContain("\e[", shown, StringComparison.Ordinal);
        Assert.Contains("slipway: launch l-", shown, StringComparison.Ordinal);
        Assert.Contains("job 1.0.1\r\n", shown, StringComparison.Ordinal);
    }

    private SlipwayCommand OnTerminal(string commandLine, string terminal) => SlipwayCommand.Start(
        place.Folder,
        new Dictionary<string, string>(place.Variables, StringComparer.Ordinal) { ["TERM"] = terminal },
        ["--quiet", "--return", "--flush", "--command", $"{SlipwayCommand.ProgramPath} {commandLine}", "/dev/null"],
        Require.Command("script", "apt-get install bsdutils"));

    [GeneratedRegex(@"\r\e\[2K(\e\[36m)?[⠀-⣿](\e\[0m)? (\e\[2m)?(?<phase>[^·\r]+) · \d", RegexOptions.ExplicitCapture)]
    private static partial Regex Phase();
}
