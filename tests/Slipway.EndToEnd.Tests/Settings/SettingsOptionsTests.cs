using Slipway.EndToEnd.Tests.Harness;

namespace Slipway.EndToEnd.Tests.Settings;

/// <summary>The options that say where to work, on every command that works somewhere.</summary>
public sealed class SettingsOptionsTests(LocalPlace place) : IClassFixture<LocalPlace>
{
    private const string FlowFile = "one-task.yaml";
    private const string Flow = "name: one-task\ntasks:\n  say: {image: job:1.0.0}\n";

    [Theory]
    [InlineData("run", "job:1.0.0")]
    [InlineData("attach", "l-1")]
    [InlineData("stop", "l-1")]
    [InlineData("flow run", FlowFile)]
    [InlineData("revisions list")]
    [InlineData("revisions show", "job:1")]
    [InlineData("revisions diff", "job:1", "job:2")]
    [InlineData("revisions ensure", "job:1.0.0")]
    [InlineData("revisions audit")]
    [InlineData("revisions collect")]
    [InlineData("revisions rebuild")]
    [InlineData("images versions", "job")]
    [InlineData("doctor")]
    [Covers("run", "--environment", "--settings", "--region", "--profile")]
    [Covers("attach", "--environment", "--settings", "--region", "--profile")]
    [Covers("stop", "--environment", "--settings", "--region", "--profile")]
    [Covers("flow run", "--environment", "--settings", "--region", "--profile")]
    [Covers("revisions list", "--environment", "--settings", "--region", "--profile")]
    [Covers("revisions show", "--environment", "--settings", "--region", "--profile")]
    [Covers("revisions diff", "--environment", "--settings", "--region", "--profile")]
    [Covers("revisions ensure", "--environment", "--settings", "--region", "--profile")]
    [Covers("revisions audit", "--environment", "--settings", "--region", "--profile")]
    [Covers("revisions collect", "--environment", "--settings", "--region", "--profile")]
    [Covers("revisions rebuild", "--environment", "--settings", "--region", "--profile")]
    [Covers("images versions", "--environment", "--settings", "--region", "--profile")]
    [Covers("doctor", "--environment", "--settings", "--region", "--profile")]
    public async Task Environment_file_region_and_profile_count(string command, params string[] arguments)
    {
        await using var other = new Workplace();
        other.Write("mine.yaml", "environments: {dev: {}}\n");
        other.Write(FlowFile, Flow);
        string[] words = [.. command.Split(' '), .. arguments];

        await TellsAsync("There is no environment 'prod'", "--settings", "mine.yaml", "--environment", "prod");
        await TellsAsync("'on mars' is no AWS region", "--region", "on mars");
        await TellsAsync("There is no profile 'nobody' (--profile)", "--region", "eu-central-1", "--profile", "nobody");

        async Task TellsAsync(string text, params string[] options)
        {
            var ended = await other.RunAsync([.. words, .. options]);
            Assert.True(ended.ExitCode is 1 or 123, $"{ended.CommandLine}: {ended.ExitCode}\n{ended.Error}");
            Assert.Contains(text, ended.Output + ended.Error, StringComparison.Ordinal);
        }
    }

    [Theory]
    [InlineData("run", "job:1.0.0")]
    [InlineData("attach", "l-1")]
    [InlineData("stop", "l-1")]
    [InlineData("flow run", FlowFile)]
    [InlineData("doctor")]
    [Covers("run", "--cluster")]
    [Covers("flow run", "--cluster")]
    [Covers("attach", "--cluster")]
    [Covers("stop", "--cluster")]
    [Covers("doctor", "--cluster")]
    public async Task The_cluster_counts(string command, params string[] arguments)
    {
        place.Write(FlowFile, Flow);
        var ended = await place.LocalAsync(command, [.. arguments, "--cluster", "nowhere"]);
        Assert.NotEqual(0, ended.ExitCode);
        Assert.Matches("nowhere|Cluster not found", ended.Output + ended.Error);
    }
}
