using System.Text.Json.Nodes;
using Slipway.EndToEnd.Tests.Harness;

namespace Slipway.EndToEnd.Tests.Containers;

/// <summary>The same command with a real container engine behind LocalEcs.</summary>
[Trait("needs", "containers")]
public sealed class PodmanRunTests(PodmanPlace place) : IClassFixture<PodmanPlace>
{
    private const string UntilTold = "trap 'echo told; exit 7' TERM; echo waiting; while :; do sleep 0.1; done";

    [Fact]
    public async Task A_container_gives_its_log_and_its_exit_code_and_a_range_finds_the_newest()
    {
        var newest = (await place.LocalAsync("run", $"{place.Repository}:^1.0")).Exited(0);
        Assert.Equal("version 1.0.1\n", newest.Output);
        Assert.Matches($@"slipway: {place.Repository}:\^1\.0 is {place.Repository}:1\.0\.1, sha256:[0-9a-f]{{12}}…\n", newest.Error);

        var failed = (await place.LocalAsync("run", $"{place.Repository}:1.0.0", "--env", "WHAT=nothing", "--", "echo $WHAT of $VERSION; exit 9")).Exited(9);
        Assert.Equal("nothing of 1.0.0\n", failed.Output);
        Assert.Contains($"{place.Repository}:1.0.0 failed with exit code 9", failed.Error, StringComparison.Ordinal);

        var again = (await place.LocalAsync("run", $"{place.Repository}:1.0.0", "--json", "--", "exit 0")).Exited(0).Json();
        Assert.Equal("reused", Text(again, "revisionOrigin"));
    }

    [Fact]
    public async Task A_container_runs_by_the_digest_alone()
    {
        var digest = Text((await place.LocalAsync("run", $"{place.Repository}:1.0.0", "--json")).Exited(0).Json(), "digest");
        Assert.Equal("version 1.0.0\n", (await place.LocalAsync("run", $"{place.Repository}@{digest}")).Exited(0).Output);
    }

    [Fact]
    public async Task SIGTERM_stops_the_ECS_task_and_the_object_tells_all_of_it()
    {
        var launch = Launches.NewId("term");
        await using var run = place.StartRun(
            $"{place.Repository}:1.0.0", "--launch-id", launch, "--memory", "1 GiB", "--json", "--", $"x=$(head -c 30000000 /dev/zero | tr '\\0' a); {UntilTold}");
        await run.ErrorAsync("waiting\n");
        run.Signal("TERM");
        var ended = (await run.EndAsync()).Exited(143);
        Assert.Contains("\ntold\n", ended.Error, StringComparison.Ordinal);

        var task = await place.TaskOfAsync(launch);
        Assert.Equal(("STOPPED", "UserInitiated", 7), (task.LastStatus, task.StopCode, task.Containers.Single().ExitCode));
        var json = ended.Json();
        Assert.Equal(
            (launch, "local", "default", task.TaskArn, "cancelled", "cancelled"),
            (Text(json, "launch"), Text(json, "environment"), Text(json, "cluster"), Text(json, "ecsTaskArn"), Text(json, "outcome"), Text(json, "failureClass")));
        Assert.Equal((7, 143), (json["exitCode"]!.GetValue<int>(), json["commandExitCode"]!.GetValue<int>()));
        Assert.EndsWith("/" + Text(json, "revision"), task.TaskDefinitionArn, StringComparison.Ordinal);
        Assert.StartsWith("sha256:", Text(json, "digest"), StringComparison.Ordinal);
        Assert.StartsWith("1:", Text(json, "hash"), StringComparison.Ordinal);

        // The variable alone takes that much, and nothing here takes more than ten times of it.
        Assert.InRange(json["peakMemoryBytes"]!.GetValue<long>(), 30_000_000, 300_000_000);
        foreach (var phase in (string[])["resolve", "revision", "submit", "provision", "pull", "start", "run", "stop", "total"])
            Assert.True(json["seconds"]![phase]?.GetValue<double>() >= 0, $"{phase}: {json["seconds"]}");
    }

    [Fact]
    public async Task A_container_that_runs_too_long_is_told_and_stopped()
    {
        var launch = Launches.NewId("timeout");
        var ended = (await place.LocalAsync("run", $"{place.Repository}:1.0.0", "--launch-id", launch, "--timeout", "1s", "--", UntilTold)).Exited(122);
        Assert.Equal("waiting\ntold\n", ended.Output);
        Assert.Contains("ran too long and was stopped", ended.Error, StringComparison.Ordinal);
        Assert.Equal("STOPPED", (await place.TaskOfAsync(launch)).LastStatus);
    }

    [Fact]
    public async Task A_killed_launchers_container_is_adopted_and_stopped_by_name()
    {
        var launch = Launches.NewId("killed");
        string[] arguments = [$"{place.Repository}:1.0.0", "--launch-id", launch, "--", UntilTold];
        await using (var first = place.StartRun(arguments))
        {
            await first.OutputAsync("waiting\n");
            first.Signal("KILL");
            await first.EndAsync();
        }

        await using var second = place.StartRun(arguments);
        await second.ErrorAsync("adopted");
        await second.OutputAsync("waiting\n");
        (await place.LocalAsync("stop", launch)).Exited(0);
        Assert.Equal("waiting\ntold\n", (await second.EndAsync()).Exited(143).Output);
        await place.TaskOfAsync(launch);
    }

    [Fact]
    public async Task An_image_that_cannot_start_never_started()
    {
        place.Write("slipway.yaml", $"containers: {{{place.Repository}: {{entryPoint: [/no/such/program]}}}}\n");
        try
        {
            var ended = (await place.LocalAsync("run", $"{place.Repository}:1.0.1", "--json")).Exited(120).Json();
            Assert.Equal(("never-started", null), (Text(ended, "outcome"), ended["exitCode"]));
        }
        finally
        {
            File.Delete(Path.Combine(place.Folder, "slipway.yaml"));
        }
    }

    [Fact]
    public async Task A_result_file_of_a_container_that_is_not_root_reaches_the_next_container()
    {
        place.Write("handed-on.yaml", $$$"""
            name: handed-on
            defaults: {image: "{{{place.Repository}}}:1.0.0"}
            tasks:
              write: {user: "1000", command: ['id -u; printf ''{"rows": 42, "city": "Łódź"}'' >"$SLIPWAY_RESULT_FILE"']}
              read: {command: ['echo "$ROWS from $CITY"'], env: {ROWS: "${{ tasks.write.result.rows }}", CITY: "${{ tasks.write.result.city }}"}}
            """);
        var ended = (await place.LocalAsync("flow run", "handed-on.yaml")).Exited(0);
        Assert.Contains("write | 1000\n", ended.Output, StringComparison.Ordinal);
        Assert.Contains("read  | 42 from Łódź\n", ended.Output, StringComparison.Ordinal);
    }

    private static string Text(JsonObject json, string member) => json[member]!.GetValue<string>();
}
