using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using Slipway.Aws.Ecs;
using Slipway.EndToEnd.Tests.Harness;
using Slipway.TestKits.Snapshots;

namespace Slipway.EndToEnd.Tests.Running;

public sealed partial class RunTests(LocalPlace place) : IClassFixture<LocalPlace>
{
    [Fact]
    [Covers("run")]
    public async Task Log_and_exit_code_are_the_containers()
    {
        var ended = (await place.LocalAsync("run", "job:1.0.0", "--", "exit", "3")).Exited(3);
        Assert.Equal("ending with 3\n", ended.Output);
        Assert.Contains("job:1.0.0 failed with exit code 3", ended.Error, StringComparison.Ordinal);

        Assert.Equal("hello world\n", (await place.LocalAsync("run", "job:1.0.0", "--", "say", "hello", "world")).Exited(0).Output);
        Assert.Equal("job 1.0.1\n", (await place.LocalAsync("run", "job:1.0.1")).Exited(0).Output);
    }

    [Fact]
    public async Task The_second_run_of_a_version_re_uses_its_revision()
    {
        Assert.Matches("registered revision slipway-job:|re-used", (await place.LocalAsync("run", "job:2.0.0")).Exited(0).Error);
        Assert.Matches(@"slipway: revision slipway-job:\d+ re-used\n", (await place.LocalAsync("run", "job:2.0.0", "--", "say", "else")).Exited(0).Error);
    }

    [Fact]
    [Covers("run", "--env", "--env-file", "--secret")]
    public async Task Environment_comes_from_files_flags_and_secrets_and_no_secret_is_told()
    {
        place.Write("job.env", "# a comment\nFROM_FILE=file\nBOTH=file\n");
        place.Variables["PASSED_ON"] = "mine";
        var ended = (await place.LocalAsync(
            "run", "job:1.0.0", "--env-file", "job.env", "--env", "BOTH=flag", "--env", "PASSED_ON", "--secret", "PASSWORD=ssm:/job/password", "--json",
            "--", "env", "FROM_FILE", "BOTH", "PASSED_ON", "PASSWORD")).Exited(0);
        Assert.Contains($"FROM_FILE=file\nBOTH=flag\nPASSED_ON=mine\nPASSWORD={LocalPlace.SecretValue}\n", ended.Error, StringComparison.Ordinal);
        Assert.DoesNotContain("flag", ended.Output, StringComparison.Ordinal);
        Assert.DoesNotContain(LocalPlace.SecretValue, ended.Output, StringComparison.Ordinal);
    }

    [Fact]
    [Covers("run", "--cpu", "--memory")]
    public async Task Sizes_are_overrides_of_this_run()
    {
        var launch = Launches.NewId("sizes");
        (await place.LocalAsync("run", "job:1.0.0", "--launch-id", launch, "--cpu", "1", "--memory", "2 GiB")).Exited(0);
        var task = await place.TaskOfAsync(launch);
        Assert.Equal(("1024", "2048"), (task.Overrides?.Cpu, task.Overrides?.Memory));
    }

    [Fact]
    [Covers("run", "--per-run")]
    public async Task A_run_of_its_own_revision_leaves_no_active_revision_behind()
    {
        var ended = (await place.LocalAsync("run", "job:1.0.0", "--per-run", "--json", "--", "exit", "4")).Exited(4).Json();
        Assert.Equal("per-run", ended["revisionOrigin"]!.GetValue<string>());
        var revision = await place.Ecs.DescribeTaskDefinitionAsync(new DescribeTaskDefinitionRequest { TaskDefinition = ended["revision"]!.GetValue<string>() }, CancellationToken.None);
        Assert.Equal("INACTIVE", revision.TaskDefinition.Status);
    }

    [Fact]
    [Covers("run", "--timeout")]
    public async Task A_container_that_runs_too_long_is_stopped()
    {
        var launch = Launches.NewId("timeout");
        var ended = (await place.LocalAsync("run", "job:1.0.0", "--launch-id", launch, "--timeout", "1s", "--", "wait", "never")).Exited(122);
        Assert.Contains("ran too long and was stopped", ended.Error, StringComparison.Ordinal);
        Assert.Equal("STOPPED", (await place.TaskOfAsync(launch)).LastStatus);
    }

    [Fact]
    public async Task A_container_that_never_started_is_told_apart_from_one_that_failed()
    {
        var ended = (await place.LocalAsync("run", "job:1.0.0", "--secret", "PASSWORD=ssm:/nothing/here", "--json")).Exited(120);
        Assert.Contains("job:1.0.0 never started", ended.Error, StringComparison.Ordinal);
        Assert.Equal(("never-started", null, 120), (ended.Json()["outcome"]!.GetValue<string>(), ended.Json()["exitCode"], ended.Json()["commandExitCode"]!.GetValue<int>()));
    }

    [Fact]
    public async Task A_container_that_ended_well_beside_one_that_failed_is_no_success()
    {
        var go = Path.Combine(place.Folder, "beside.go");
        place.Write("beside.yaml", $"environments: {{local: {{containers: {{job: {{sidecars: {{helper: {{image: 'job:2.0.0', essential: true, command: [after, '{go}', '3']}}}}}}}}}}}}\n");
        await using var run = place.StartRun("job:1.0.0", "--settings", "beside.yaml", "--json", "--", "yield");
        await run.ErrorAsync("waiting\n");
        File.Create(go).Dispose();
        var ended = (await run.EndAsync()).Exited(121);
        Assert.Equal(("failed", 0), (ended.Json()["outcome"]!.GetValue<string>(), ended.Json()["exitCode"]!.GetValue<int>()));
        Assert.Contains("helper", ended.Json()["reason"]!.GetValue<string>(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("TERM", 143)]
    [InlineData("INT", 130)]
    public async Task A_signal_stops_the_ECS_task_and_waits_for_its_end(string signal, int exitCode)
    {
        var launch = Launches.NewId("signal");
        await using var run = place.StartRun("job:1.0.0", "--launch-id", launch, "--", "wait", "never");
        await run.OutputAsync("waiting\n");
        run.Signal(signal);
        var ended = (await run.EndAsync()).Exited(exitCode);
        Assert.Equal("waiting\ntold to stop\n", ended.Output);
        var task = await place.TaskOfAsync(launch);
        Assert.Equal(("STOPPED", "UserInitiated"), (task.LastStatus, task.StopCode));
    }

    [Fact]
    public async Task A_second_signal_lets_go_and_says_how_to_come_back()
    {
        var launch = Launches.NewId("letgo");
        await using var run = place.StartRun("job:1.0.0", "--launch-id", launch, "--", "stubborn", "never");
        await run.OutputAsync("waiting\n");
        run.Signal("INT");
        await run.ErrorAsync("Once more lets go of it");
        run.Signal("INT");
        var ended = (await run.EndAsync()).Exited(130);
        Assert.Contains($"follow it: slipway attach {launch} -e local", ended.Error, StringComparison.Ordinal);
    }

    [Fact]
    [Covers("run", "--launch-id")]
    public async Task A_killed_launcher_is_followed_by_one_that_adopts_and_the_container_starts_once()
    {
        var launch = Launches.NewId("killed");
        string[] arguments = ["job:1.0.0", "--launch-id", launch, "--", "wait", Path.Combine(place.Folder, $"{launch}.go")];
        await using (var first = place.StartRun(arguments))
        {
            await first.OutputAsync("waiting\n");
            first.Signal("KILL");
            await first.EndAsync();
        }

        await using var second = place.StartRun(arguments);
        await second.ErrorAsync("adopted");
        place.Write($"{launch}.go", "");
        var ended = (await second.EndAsync()).Exited(0);
        Assert.Equal("waiting\ndone\n", ended.Output);
        await place.TaskOfAsync(launch);

        // Once more, after its end: the same outcome, and nothing started.
        Assert.Equal("waiting\ndone\n", (await place.LocalAsync("run", arguments)).Exited(0).Output);
        await place.TaskOfAsync(launch);
    }

    [Fact]
    [Covers("run", "--detach")]
    [Covers("attach")]
    [Covers("stop", "--reason")]
    public async Task A_detached_launch_is_attached_to_and_stopped()
    {
        var launch = (await place.LocalAsync("run", "job:1.0.0", "--detach", "--", "wait", "never")).Exited(0).Output.TrimEnd('\n');
        await using var attached = place.Start("attach", "-e", "local", launch);
        await attached.OutputAsync("waiting\n");

        var stopped = (await place.LocalAsync("stop", launch, "--reason", "enough")).Exited(0);
        Assert.Contains($"launch {launch} was stopped", stopped.Error, StringComparison.Ordinal);
        var seen = (await attached.EndAsync()).Exited(143);
        Assert.Equal("waiting\ntold to stop\n", seen.Output);
        Assert.Contains("enough", (await place.TaskOfAsync(launch)).StoppedReason!, StringComparison.Ordinal);

        // Stopping what has ended changes nothing.
        (await place.LocalAsync("stop", launch)).Exited(0);
    }

    [Fact]
    public async Task Ctrl_C_at_attach_lets_go_and_the_launch_goes_on()
    {
        var launch = (await place.LocalAsync("run", "job:1.0.0", "--detach", "--", "wait", "never")).Exited(0).Output.TrimEnd('\n');
        await using var attached = place.Start("attach", "-e", "local", launch);
        await attached.OutputAsync("waiting\n");
        attached.Signal("INT");
        Assert.Contains($"stop it:   slipway stop {launch} -e local", (await attached.EndAsync()).Exited(130).Error, StringComparison.Ordinal);
        Assert.Equal("RUNNING", (await place.TaskOfAsync(launch)).LastStatus);
        (await place.LocalAsync("stop", launch)).Exited(0);
    }

    [Fact]
    [Covers("run", "--json")]
    [Covers("attach", "--json")]
    [Covers("stop", "--json")]
    public async Task Json_is_one_object_with_the_same_members_always()
    {
        // Whichever test comes first registers it; from here on it is re-used.
        (await place.LocalAsync("run", "job:1.0.1")).Exited(0);
        var launch = Launches.NewId("json");
        var run = (await place.LocalAsync("run", "job:^1.0", "--launch-id", launch, "--json", "--", "exit", "5")).Exited(5);
        Assert.Contains("ending with 5\n", run.Error, StringComparison.Ordinal);
        Snapshot.Match(Shape(run.Json(), launch), "run", "json");
        Snapshot.Match(Shape((await place.LocalAsync("attach", launch, "--json")).Exited(5).Json(), launch), "attach", "json");
        Snapshot.Match(Shape((await place.LocalAsync("stop", launch, "--json")).Exited(0).Json(), launch), "stop", "json");
        Snapshot.Match(Shape((await place.LocalAsync("run", "job:9.9.9", "--json")).Exited(123).Json(), launch), "error", "json");
    }

    [Fact]
    public async Task A_range_means_the_highest_version_inside_and_no_pre_release()
    {
        var ended = (await place.LocalAsync("run", "job:^1.0")).Exited(0);
        Assert.Equal("job 1.0.1\n", ended.Output);
        Assert.Matches(@"slipway: job:\^1\.0 is job:1\.0\.1, sha256:[0-9a-f]{12}…\n", ended.Error);
    }

    [Fact]
    public async Task A_version_that_was_moved_raises_an_alarm()
    {
        (await place.LocalAsync("run", "team/other:0.1.0")).Exited(0);
        place.Write("job-1.0.0-moved/job", "#!/bin/sh\necho moved\n", executable: true);
        var images = Path.Combine(place.Folder, "images.json");
        var before = await File.ReadAllTextAsync(images, TestContext.Current.CancellationToken);
        await File.WriteAllTextAsync(
            images,
            before.Replace("""{"0.1.0": {"folder": "job-1.0.0",""", """{"0.1.0": {"folder": "job-1.0.0-moved",""", StringComparison.Ordinal),
            TestContext.Current.CancellationToken);
        var ended = (await place.LocalAsync("run", "team/other:0.1.0")).Exited(0);
        Assert.Contains("ALARM: team/other:0.1.0 was moved", ended.Error, StringComparison.Ordinal);
        Assert.Equal("moved\n", ended.Output);
    }

    [Fact]
    public async Task A_reader_that_goes_away_does_not_change_the_exit_code()
    {
        using var shell = System.Diagnostics.Process.Start(new System.Diagnostics.ProcessStartInfo("/bin/bash")
        {
            UseShellExecute = false,
            WorkingDirectory = place.Folder,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            ArgumentList = { "-c", "set -o pipefail; \"$0\" run -e local job:1.0.0 -- exit 6 | true; echo ${PIPESTATUS[0]}", SlipwayCommand.ProgramPath },
            Environment = { ["SLIPWAY_STATE_DIR"] = place.StateFolder },
        })!;
        var errors = shell.StandardError.ReadToEndAsync(TestContext.Current.CancellationToken);
        Assert.Equal("6\n", await shell.StandardOutput.ReadToEndAsync(TestContext.Current.CancellationToken));
        await errors;
    }

    private static string Shape(JsonObject json, string launch)
    {
        var text = json.ToJsonString(new() { WriteIndented = true, Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping })
            .Replace(launch, "LAUNCH", StringComparison.Ordinal);
        text = TaskId().Replace(text, "ECS-TASK");
        text = Digest().Replace(text, "DIGEST");
        text = Instant().Replace(text, "TIME");
        text = Seconds().Replace(text, "${name}SECONDS");
        return Measured().Replace(Revision().Replace(text, "slipway-job:N"), "${name}MEASURED");
    }

    [GeneratedRegex("\\b[0-9a-f]{32}\\b")]
    private static partial Regex TaskId();

    [GeneratedRegex("(sha256|[0-9]+):[0-9a-f]{64}")]
    private static partial Regex Digest();

    [GeneratedRegex("\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\d\\.\\d{3}Z")]
    private static partial Regex Instant();

    [GeneratedRegex("(?<name>\"(resolve|revision|submit|provision|pull|start|run|stop|total)\": )[0-9.]+", RegexOptions.ExplicitCapture)]
    private static partial Regex Seconds();

    [GeneratedRegex("(?<name>\"peak\\w+\": )([0-9.]+|null)", RegexOptions.ExplicitCapture)]
    private static partial Regex Measured();

    [GeneratedRegex("\\bslipway-job:\\d+\\b")]
    private static partial Regex Revision();
}
