using Slipway.EndToEnd.Tests.Harness;
using Slipway.TestKits.Snapshots;

namespace Slipway.EndToEnd.Tests.Running;

/// <summary>Each slip with the text that answers it.</summary>
public sealed class BadInputTests(LocalPlace place) : IClassFixture<LocalPlace>
{
    [Theory]
    [InlineData("no-image", 123)]
    [InlineData("unknown-option", 123, "job:1.0.0", "--memroy", "2")]
    [InlineData("command-without-dashes", 123, "job:1.0.0", "dbt", "run")]
    [InlineData("bad-image", 123, "Job:1.0.0")]
    [InlineData("unknown-version", 123, "job:9.9.9")]
    [InlineData("unknown-repository", 123, "jbo:1.0.0")]
    [InlineData("empty-range", 123, "job:^3.0")]
    [InlineData("bad-launch-id", 123, "job:1.0.0", "--launch-id", "2026-01-05T03:00")]
    [InlineData("bad-cpu", 123, "job:1.0.0", "--cpu", "lots")]
    [InlineData("bad-size", 123, "job:1.0.0", "--cpu", "1", "--memory", "1 GiB")]
    [InlineData("bad-memory", 123, "job:1.0.0", "--memory", "much")]
    [InlineData("bad-timeout", 123, "job:1.0.0", "--timeout", "soon")]
    [InlineData("bad-env", 123, "job:1.0.0", "--env", "1A=x")]
    [InlineData("env-without-value", 123, "job:1.0.0", "--env", "NOT_SET_HERE")]
    [InlineData("bad-env-file", 123, "job:1.0.0", "--env-file", "missing.env")]
    [InlineData("secret-without-reference", 123, "job:1.0.0", "--secret", "PASSWORD")]
    [InlineData("secret-value", 123, "job:1.0.0", "--secret", "PASSWORD=hunter2")]
    [InlineData("timeout-and-detach", 123, "job:1.0.0", "--detach", "--timeout", "5m")]
    [InlineData("no-version", 123, "job")]
    [InlineData("region-of-local", 123, "job:1.0.0", "--region", "eu-west-1")]
    [InlineData("profile-of-local", 123, "job:1.0.0", "--profile", "me")]
    [InlineData("unknown-cluster", 123, "job:1.0.0", "--cluster", "nowhere")]
    [InlineData("twice", 123, "job:1.0.0", "--cpu", "1", "--cpu", "2")]
    public async Task It_is_answered_with_what_would_be_right(string name, int exitCode, params string[] arguments)
    {
        var ended = (await place.LocalAsync("run", arguments)).Exited(exitCode);
        Assert.Empty(ended.Output);
        Assert.DoesNotContain("hunter2", ended.Error, StringComparison.Ordinal);
        Assert.DoesNotContain("   at ", ended.Error, StringComparison.Ordinal);
        Snapshot.Match(
            LaunchIds.Mask(ended.Error.Replace(place.Folder, "FOLDER", StringComparison.Ordinal)),
            name);
    }

    [Fact]
    public async Task An_unknown_launch_is_told_by_attach_and_stop()
    {
        Assert.Contains("code: launch.not-found", (await place.LocalAsync("attach", "no-such-launch")).Exited(123).Error, StringComparison.Ordinal);
        Assert.Contains("code: launch.not-found", (await place.LocalAsync("stop", "no-such-launch")).Exited(123).Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_same_launch_id_with_another_order_is_refused()
    {
        var launch = Launches.NewId("other");
        await using var run = place.StartRun("job:1.0.0", "--launch-id", launch, "--", "wait", Path.Combine(place.Folder, $"{launch}.go"));
        await run.OutputAsync("waiting\n");
        Assert.Contains("code: launch.different-order", (await place.LocalAsync("run", "job:1.0.0", "--launch-id", launch, "--", "say", "else")).Exited(124).Error, StringComparison.Ordinal);
        place.Write($"{launch}.go", "");
        (await run.EndAsync()).Exited(0);
    }
}
