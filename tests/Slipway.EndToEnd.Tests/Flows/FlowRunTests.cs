using System.Text.Json.Nodes;
using Slipway.Aws.Ecs;
using Slipway.EndToEnd.Tests.Harness;

namespace Slipway.EndToEnd.Tests.Flows;

public sealed class FlowRunTests(LocalPlace place) : IClassFixture<LocalPlace>
{
    [Fact]
    [Covers("flow run", "--param", "--json")]
    public async Task Values_go_from_parameters_and_results_into_arguments_and_environment()
    {
        place.Write("orders.yaml", """
            name: orders
            parameters:
              day: date
              limit: {type: integer, default: 7}
            defaults:
              image: job:1.0.0
            tasks:
              extract:
                entryPoint: [/bin/sh, -c, 'echo "{\"rows\": 42, \"day\": \"$1\", \"file\": \"a b.csv\"}" > "$SLIPWAY_RESULT_FILE"', extract]
                command: ["${{ parameters.day }}"]
              clean:
                matrix: {region: [eu, us]}
                command: [say, "${{ matrix.region }}", "${{ tasks.extract.result.rows }}", "${{ tasks.extract.result.file }}"]
              load:
                needs: clean
                command: [env, DAY, LIMIT, WHOLE]
                env:
                  DAY: ${{ tasks.extract.result.day }}
                  LIMIT: ${{ parameters.limit }}
                  WHOLE: ${{ tasks.extract.result }}
            """);
        var ended = (await place.LocalAsync("flow run", "orders.yaml", "--param", "day=2026-01-31", "--json")).Exited(0);
        Assert.Contains("clean[eu] | eu 42 a b.csv\n", ended.Error, StringComparison.Ordinal);
        Assert.Contains("clean[us] | us 42 a b.csv\n", ended.Error, StringComparison.Ordinal);
        Assert.Contains("load      | DAY=2026-01-31\nload      | LIMIT=7\nload      | WHOLE={\"rows\":42,\"day\":\"2026-01-31\",\"file\":\"a b.csv\"}\n", ended.Error, StringComparison.Ordinal);

        var json = ended.Json();
        Assert.Equal(("orders", "completed", 0), (json["flow"]!.GetValue<string>(), json["state"]!.GetValue<string>(), json["commandExitCode"]!.GetValue<int>()));
        Assert.Equal(["extract", "clean[eu]", "clean[us]", "load"], Tasks(json).Select(task => task["name"]!.GetValue<string>()));
        Assert.All(Tasks(json), task => Assert.Equal("""["pending","running","completed"]""", task["states"]!.ToJsonString()));
        Assert.True(Tasks(json)[0]["attempts"]![0]!["hasResult"]!.GetValue<bool>());
        Assert.DoesNotContain("a b.csv", ended.Output, StringComparison.Ordinal);
    }

    [Fact]
    [Covers("flow run")]
    public async Task Logs_bear_the_tasks_name_and_a_failure_ends_what_needs_it()
    {
        place.Write("fails.yaml", """
            name: fails
            defaults: {image: job:1.0.0}
            tasks:
              bad: {command: [exit, 3]}
              after: {needs: bad, command: [say, never]}
              apart: {command: [say, hello]}
            """);
        var ended = (await place.LocalAsync("flow run", "fails.yaml")).Exited(1);
        Assert.Contains("bad   | ending with 3\n", ended.Output, StringComparison.Ordinal);
        Assert.Contains("apart | hello\n", ended.Output, StringComparison.Ordinal);
        Assert.DoesNotContain("never", ended.Output, StringComparison.Ordinal);
        Assert.Contains("slipway: after not run: 'bad' did not complete\n", ended.Error, StringComparison.Ordinal);
        Assert.Matches("of fails failed: 1 failed, 1 (upstream failed, 1 completed|completed, 1 upstream failed)\n", ended.Error);
        Assert.Contains("bad: Container 'main' ended with exit code 3.", ended.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_failed_task_is_tried_again()
    {
        var flag = Path.Combine(place.Folder, "tried.flag");
        place.Write("again.yaml", $$"""
            name: again
            tasks:
              flaky:
                image: job:1.0.0
                entryPoint: [/bin/sh, -c, 'if [ -e {{flag}} ]; then echo fine; exit 0; fi; touch {{flag}}; exit 9']
                retries: {count: 2, delay: 1s}
            """);
        var json = (await place.LocalAsync("flow run", "again.yaml", "--json")).Exited(0).Json();
        var task = Assert.Single(Tasks(json));
        Assert.Equal("""["pending","running","awaiting-retry","running","completed"]""", task["states"]!.ToJsonString());
        Assert.Equal(["user-code", null], task["attempts"]!.AsArray().Select(attempt => attempt!["failureClass"]?.GetValue<string>()));
        Assert.Equal(2, task["attempts"]!.AsArray().Select(attempt => attempt!["launch"]!.GetValue<string>()).Distinct().Count());
    }

    [Fact]
    [Covers("flow run", "--max-concurrency")]
    public async Task No_more_containers_run_at_once_than_allowed()
    {
        place.Write("one-by-one.yaml", "name: one-by-one\ntasks:\n  say: {image: job:1.0.0, matrix: {n: [1, 2, 3]}, command: [say, hello]}\n");
        var json = (await place.LocalAsync("flow run", "one-by-one.yaml", "--max-concurrency", "1", "--json")).Exited(0).Json();
        var tasks = new List<EcsTask>();
        foreach (var task in Tasks(json))
            tasks.Add(await place.TaskOfAsync(task["attempts"]![0]!["launch"]!.GetValue<string>()));
        tasks = [.. tasks.OrderBy(task => task.CreatedAt)];
        Assert.All(tasks.Zip(tasks.Skip(1)), pair => Assert.True(pair.Second.CreatedAt >= pair.First.StoppedAt, $"{pair.Second.CreatedAt:O} before {pair.First.StoppedAt:O}"));
        (await place.LocalAsync("flow run", "one-by-one.yaml", "--max-concurrency", "0")).Exited(123);
    }

    [Fact]
    [Covers("flow run", "--run-id")]
    public async Task A_killed_run_goes_on_under_its_id_and_starts_nothing_twice()
    {
        var id = Launches.NewId("resume");
        var go = Path.Combine(place.Folder, $"{id}.go");
        place.Write("resume.yaml", """
            name: resume
            parameters: {go: string}
            defaults: {image: job:1.0.0}
            tasks:
              first:
                entryPoint: [/bin/sh, -c, 'echo "{\"n\": 5}" > "$SLIPWAY_RESULT_FILE"']
              second: {needs: first, command: [wait, "${{ parameters.go }}"]}
              third: {needs: second, command: [say, "${{ tasks.first.result.n }}"]}
            """);
        string[] arguments = ["flow", "run", "-e", "local", "resume.yaml", "--param", $"go={go}", "--run-id", id];
        await using (var killed = place.Start(arguments))
        {
            await killed.OutputAsync("second | waiting\n");
            killed.Signal("KILL");
            await killed.EndAsync();
        }

        // The same id for something else is refused.
        Assert.Contains("code: flow.different-run", (await place.LocalAsync("flow run", "resume.yaml", "--param", "go=elsewhere", "--run-id", id)).Exited(124).Error, StringComparison.Ordinal);

        await using var again = place.Start([.. arguments, "--json"]);
        await again.ErrorAsync("second adopted ECS task");
        place.Write($"{id}.go", "");
        var ended = (await again.EndAsync()).Exited(0);
        Assert.Contains("third  | 5\n", ended.Error, StringComparison.Ordinal);
        foreach (var task in Tasks(ended.Json()))
            await place.TaskOfAsync(Assert.Single(task["attempts"]!.AsArray())!["launch"]!.GetValue<string>());
    }

    [Theory]
    [InlineData("INT", 130)]
    [InlineData("TERM", 143)]
    public async Task A_signal_stops_every_ECS_task_and_waits_for_their_end(string signal, int exitCode)
    {
        var id = Launches.NewId("stopped");
        place.Write($"{id}.yaml", "name: stopped\ndefaults: {image: job:1.0.0}\ntasks:\n  a: {command: [wait, never]}\n  b: {command: [wait, never]}\n  c: {needs: a, command: [say, never]}\n");
        await using var run = place.Start("flow", "run", "-e", "local", $"{id}.yaml", "--run-id", id, "--json");
        await run.ErrorAsync("a | waiting\n");
        await run.ErrorAsync("b | waiting\n");
        run.Signal(signal);
        var ended = (await run.EndAsync()).Exited(exitCode);
        Assert.Contains("a | told to stop\n", ended.Error, StringComparison.Ordinal);
        Assert.Equal("cancelled", ended.Json()["state"]!.GetValue<string>());
        foreach (var task in Tasks(ended.Json()).Take(2))
        {
            var stopped = await place.TaskOfAsync(Assert.Single(task["attempts"]!.AsArray())!["launch"]!.GetValue<string>());
            Assert.Equal(("STOPPED", "UserInitiated"), (stopped.LastStatus, stopped.StopCode));
        }
    }

    [Fact]
    public async Task A_flow_that_takes_too_long_is_stopped()
    {
        place.Write("slow.yaml", "name: slow\ntimeout: 2s\ntasks:\n  a: {image: job:1.0.0, command: [wait, never]}\n");
        var ended = (await place.LocalAsync("flow run", "slow.yaml")).Exited(122);
        Assert.Contains("took too long and was stopped", ended.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_result_that_is_not_JSON_fails_its_task()
    {
        place.Write("odd.yaml", """
            name: odd
            defaults: {image: job:1.0.0}
            tasks:
              writes: {entryPoint: [/bin/sh, -c, 'echo "not json" > "$SLIPWAY_RESULT_FILE"']}
              reads: {command: [say, "${{ tasks.writes.result }}"]}
            """);
        var ended = (await place.LocalAsync("flow run", "odd.yaml")).Exited(1);
        Assert.Contains("slipway: writes failed: The result file is not JSON", ended.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_ECS_would_refuse_is_told_with_its_place_before_anything_starts()
    {
        place.Write("size.yaml", "name: size\ndefaults: {image: job:1.0.0}\ntasks:\n  a: {command: [say, hello]}\n  b:\n    cpu: 1\n    memory: 1 GiB\n");
        var ended = (await place.LocalAsync("flow run", "size.yaml")).Exited(123);
        Assert.Contains("size.yaml:6:5: tasks.b.cpu", ended.Error, StringComparison.Ordinal);
        Assert.DoesNotContain("starting", ended.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Parameters_are_checked_before_anything_starts()
    {
        place.Write("typed.yaml", "name: typed\nparameters: {day: date, mode: {type: enum, values: [full, delta]}}\ntasks:\n  a: {image: job:1.0.0}\n");
        var ended = (await place.LocalAsync("flow run", "typed.yaml", "--param", "mode=some", "--param", "dya=1")).Exited(123);
        Assert.Contains("--param dya is not a parameter of flow 'typed'; did you mean 'day'?", ended.Error, StringComparison.Ordinal);
        Assert.Contains("--param day has no value: it is a required date", ended.Error, StringComparison.Ordinal);
        Assert.Contains("--param mode must be one of: full, delta, not 'some'", ended.Error, StringComparison.Ordinal);
    }

    private static List<JsonNode> Tasks(JsonObject json) => [.. json["tasks"]!.AsArray().Select(task => task!)];
}
