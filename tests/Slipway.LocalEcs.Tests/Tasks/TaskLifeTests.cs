using System.Text.Json.Nodes;
using Slipway.LocalEcs.Faults;
using Slipway.LocalEcs.Tests.Hosting;
using Slipway.TestKits.Time;

namespace Slipway.LocalEcs.Tests.Tasks;

public sealed class TaskLifeTests
{
    private static readonly string[] Times =
        ["createdAt", "connectivityAt", "pullStartedAt", "pullStoppedAt", "startedAt", "stoppingAt", "executionStoppedAt", "stoppedAt"];

    [Fact]
    public async Task An_ECS_task_runs_through_every_status_and_ends_with_its_exit_code()
    {
        await using var host = await LocalEcsHost.StartAsync();
        var statuses = new List<string>();
        host.Server.Tasks.Subscribe(task =>
        {
            if (statuses.LastOrDefault() != task.LastStatus)
            {
                statuses.Add(task.LastStatus);
            }
        });
        var arn = await host.Client.RunOneAsync(changeRun: run => run["overrides"] = Requests.Simulate("--exit 3"));

        var task = await host.WhenStoppedAsync(arn);

        Assert.Equal(["PROVISIONING", "PENDING", "ACTIVATING", "RUNNING", "DEACTIVATING", "STOPPING", "DEPROVISIONING", "STOPPED"], statuses);
        Assert.Equal("EssentialContainerExited", Text(task, "stopCode"));
        Assert.Equal("Essential container in task exited", Text(task, "stoppedReason"));
        Assert.Equal("STOPPED", Text(task, "desiredStatus"));
        var container = task["containers"]![0]!.AsObject();
        Assert.Equal(3, container["exitCode"]!.GetValue<int>());
        Assert.Equal("STOPPED", Text(container, "lastStatus"));
        Assert.StartsWith("sha256:", Text(container, "imageDigest"), StringComparison.Ordinal);
        Assert.NotEmpty(Text(container, "runtimeId"));
    }

    [Fact]
    public async Task Every_time_is_kept_and_none_runs_backwards()
    {
        var time = new ManualTimeProvider();
        var delays = new StatusDelays
        {
            Provisioning = TimeSpan.FromSeconds(1),
            Pulling = TimeSpan.FromSeconds(2),
            Activating = TimeSpan.FromSeconds(3),
            Deactivating = TimeSpan.FromSeconds(4),
            Deprovisioning = TimeSpan.FromSeconds(5),
        };
        await using var host = await LocalEcsHost.StartAsync(time, delays: delays);
        var arn = await host.Client.RunOneAsync(changeRun: run => run["overrides"] = Requests.Simulate("--seconds 10"));
        foreach (var (status, seconds) in ((string, int)[])
            [("PROVISIONING", 1), ("PENDING", 2), ("ACTIVATING", 3), ("RUNNING", 10), ("DEACTIVATING", 4), ("DEPROVISIONING", 5)])
        {
            await host.WhenAsync(arn, status);
            await time.ArmedAsync(TimeSpan.FromSeconds(seconds));
            time.Advance(TimeSpan.FromSeconds(seconds));
        }

        var task = await host.WhenStoppedAsync(arn);

        var created = task["createdAt"]!.GetValue<double>();
        Assert.Equal([0, 1, 1, 3, 6, 16, 20, 25], Times.Select(name => Math.Round(task[name]!.GetValue<double>() - created, 3)));
    }

    [Fact]
    public async Task Each_change_is_a_version_one_higher()
    {
        await using var host = await LocalEcsHost.StartAsync();
        var versions = new List<long>();
        host.Server.Tasks.Subscribe(task => versions.Add(task.Version));
        await host.WhenStoppedAsync(await host.Client.RunOneAsync());
        Assert.Equal(Enumerable.Range(1, versions.Count).Select(n => (long)n), versions);
        Assert.True(versions.Count >= 8, $"There are at least as many versions as statuses, not {versions.Count}.");
    }

    [Fact]
    public async Task A_stopped_ECS_task_says_who_stopped_it()
    {
        await using var host = await LocalEcsHost.StartAsync();
        var arn = await host.Client.RunOneAsync(changeRun: run => run["overrides"] = Requests.Simulate("--seconds 600"));
        await host.WhenAsync(arn, "RUNNING");

        var answer = await host.Client.EcsAsync("StopTask", new JsonObject { ["task"] = arn, ["reason"] = "enough" });
        Assert.Equal("STOPPED", Text(answer["task"]!.AsObject(), "desiredStatus"));

        var task = await host.WhenStoppedAsync(arn);
        Assert.Equal(("UserInitiated", "enough"), (Text(task, "stopCode"), Text(task, "stoppedReason")));
        Assert.Equal(143, task["containers"]![0]!["exitCode"]!.GetValue<int>());
    }

    [Fact]
    public async Task A_container_that_ignores_SIGTERM_is_killed_after_its_stop_timeout()
    {
        var time = new ManualTimeProvider();
        await using var host = await LocalEcsHost.StartAsync(time);
        var definition = Requests.Definition(changeContainer: json => json["stopTimeout"] = 7);
        var arn = await host.Client.RunOneAsync(definition, run => run["overrides"] = Requests.Simulate("--seconds 600 --ignore-term"));
        await host.WhenAsync(arn, "RUNNING");

        await host.Client.EcsAsync("StopTask", new JsonObject { ["task"] = arn });
        await time.ArmedAsync(TimeSpan.FromSeconds(7));
        Assert.Equal("STOPPING", host.Server.Tasks.Find(arn.Split('/')[^1])!.LastStatus);
        time.Advance(TimeSpan.FromSeconds(7));

        Assert.Equal(137, (await host.WhenStoppedAsync(arn))["containers"]![0]!["exitCode"]!.GetValue<int>());
    }

    [Fact]
    public async Task One_that_is_stopped_before_it_ran_has_no_exit_code()
    {
        var time = new ManualTimeProvider();
        await using var host = await LocalEcsHost.StartAsync(time, delays: new StatusDelays { Pulling = TimeSpan.FromSeconds(20) });
        var arn = await host.Client.RunOneAsync();
        await time.ArmedAsync(TimeSpan.FromSeconds(20));

        await host.Client.EcsAsync("StopTask", new JsonObject { ["task"] = arn });

        var task = await host.WhenStoppedAsync(arn);
        Assert.Null(task["containers"]![0]!["exitCode"]);
        Assert.Null(task["startedAt"]);
        Assert.Equal("UserInitiated", Text(task, "stopCode"));
    }

    [Fact]
    public async Task An_essential_container_takes_the_others_with_it()
    {
        await using var host = await LocalEcsHost.StartAsync();
        var definition = Sidecar("simulate --seconds 600", essential: true);
        definition["containerDefinitions"]![0]!["dependsOn"] = new JsonArray(new JsonObject { ["containerName"] = "side", ["condition"] = "START" });
        var arn = await host.Client.RunOneAsync(definition, run => run["overrides"] = Requests.Simulate("--exit 4"));

        var task = await host.WhenStoppedAsync(arn);

        Assert.Equal([4, 143], task["containers"]!.AsArray().Select(container => container!["exitCode"]!.GetValue<int>()));
        Assert.Equal("EssentialContainerExited", Text(task, "stopCode"));
    }

    [Fact]
    public async Task Containers_stop_in_the_reverse_order_of_their_dependencies()
    {
        var time = new ManualTimeProvider();
        await using var host = await LocalEcsHost.StartAsync(time);
        var definition = Sidecar("simulate --seconds 600", essential: false);
        definition["containerDefinitions"]![0]!["dependsOn"] = new JsonArray(new JsonObject { ["containerName"] = "side", ["condition"] = "START" });
        definition["containerDefinitions"]![0]!["stopTimeout"] = 7;
        var arn = await host.Client.RunOneAsync(definition, run => run["overrides"] = Requests.Simulate("--seconds 600 --ignore-term"));
        await host.WhenAsync(arn, "RUNNING");

        await host.Client.EcsAsync("StopTask", new JsonObject { ["task"] = arn });
        await time.ArmedAsync(TimeSpan.FromSeconds(7));
        Assert.Equal("RUNNING", host.Server.Tasks.Find(arn.Split('/')[^1])!.Containers[1].LastStatus);
        time.Advance(TimeSpan.FromSeconds(7));

        Assert.Equal([137, 143], (await host.WhenStoppedAsync(arn))["containers"]!.AsArray().Select(container => container!["exitCode"]!.GetValue<int>()));
    }

    [Fact]
    public async Task A_command_that_makes_no_sense_fails_the_start_with_its_reason()
    {
        await using var host = await LocalEcsHost.StartAsync();
        var task = await host.WhenStoppedAsync(await host.Client.RunOneAsync(changeRun: run => run["overrides"] = Requests.Simulate("--sideways")));
        Assert.Equal("TaskFailedToStart", Text(task, "stopCode"));
        Assert.Contains("--sideways", Text(task["containers"]![0]!.AsObject(), "reason"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_container_that_is_not_essential_may_end_before_the_ECS_task()
    {
        var time = new ManualTimeProvider();
        await using var host = await LocalEcsHost.StartAsync(time);
        var arn = await host.Client.RunOneAsync(Sidecar("simulate --exit 9", essential: false), run => run["overrides"] = Requests.Simulate("--seconds 60"));

        var running = await host.WhenAsync(arn, task => task.LastStatus == "RUNNING" && task.Containers[1].ExitCode is not null);
        Assert.Equal("RUNNING", Text(running, "desiredStatus"));
        await time.ArmedAsync(TimeSpan.FromSeconds(60));
        time.Advance(TimeSpan.FromSeconds(60));

        Assert.Equal([0, 9], (await host.WhenStoppedAsync(arn))["containers"]!.AsArray().Select(container => container!["exitCode"]!.GetValue<int>()));
    }

    [Theory]
    [InlineData("START", "--seconds 5", true)]
    [InlineData("COMPLETE", "--exit 1", true)]
    [InlineData("SUCCESS", "--exit 0", true)]
    [InlineData("SUCCESS", "--exit 1", false)]
    public async Task A_dependency_decides_whether_a_container_starts(string condition, string sidecar, bool starts)
    {
        await using var host = await LocalEcsHost.StartAsync();
        var definition = Sidecar($"simulate {sidecar}", essential: false);
        definition["containerDefinitions"]![0]!["dependsOn"] = new JsonArray(new JsonObject { ["containerName"] = "side", ["condition"] = condition });
        var arn = await host.Client.RunOneAsync(definition);

        var task = await host.WhenStoppedAsync(arn);

        Assert.Equal(starts ? "EssentialContainerExited" : "TaskFailedToStart", Text(task, "stopCode"));
        Assert.Equal(starts, task["containers"]![0]!["exitCode"] is not null);
    }

    [Theory]
    [InlineData("true", true)]
    [InlineData("false", false)]
    public async Task A_health_check_decides_what_waits_for_it(string command, bool healthy)
    {
        var time = new ManualTimeProvider();
        await using var host = await LocalEcsHost.StartAsync(time);
        var definition = Sidecar("simulate --seconds 600", essential: false);
        definition["containerDefinitions"]![1]!["healthCheck"] = new JsonObject { ["command"] = new JsonArray("CMD", command), ["interval"] = 5, ["retries"] = 2 };
        definition["containerDefinitions"]![0]!["dependsOn"] = new JsonArray(new JsonObject { ["containerName"] = "side", ["condition"] = "HEALTHY" });
        var arn = await host.Client.RunOneAsync(definition);

        for (var check = 0; check < (healthy ? 1 : 2); check++)
        {
            await time.ArmedAsync(TimeSpan.FromSeconds(5));
            time.Advance(TimeSpan.FromSeconds(5));
        }

        var task = await host.WhenStoppedAsync(arn);
        Assert.Equal(healthy ? "HEALTHY" : "UNHEALTHY", Text(task["containers"]![1]!.AsObject(), "healthStatus"));
        Assert.Equal(healthy ? "EssentialContainerExited" : "TaskFailedToStart", Text(task, "stopCode"));
    }

    [Fact]
    public async Task A_container_that_waits_longer_than_the_start_timeout_fails_the_start()
    {
        var time = new ManualTimeProvider();
        await using var host = await LocalEcsHost.StartAsync(time);
        var definition = Sidecar("simulate --seconds 600", essential: false);
        definition["containerDefinitions"]![1]!["startTimeout"] = 9;
        definition["containerDefinitions"]![0]!["dependsOn"] = new JsonArray(new JsonObject { ["containerName"] = "side", ["condition"] = "SUCCESS" });
        var arn = await host.Client.RunOneAsync(definition);

        await time.ArmedAsync(TimeSpan.FromSeconds(9));
        await host.WhenAsync(arn, task => task.Containers[1].LastStatus == "RUNNING");
        time.Advance(TimeSpan.FromSeconds(9));

        Assert.Equal("TaskFailedToStart", Text(await host.WhenStoppedAsync(arn), "stopCode"));
    }

    [Fact]
    public async Task An_image_that_cannot_be_pulled_fails_the_start()
    {
        var faults = new FaultPlan { Rules = [new FaultRule { Kind = FaultKind.PullFailure, Match = "example:1.0.0", Times = 1 }] };
        await using var host = await LocalEcsHost.StartAsync(faults: faults);

        var task = await host.WhenStoppedAsync(await host.Client.RunOneAsync());

        Assert.Equal("TaskFailedToStart", Text(task, "stopCode"));
        Assert.StartsWith("CannotPullContainerError: ", Text(task, "stoppedReason"), StringComparison.Ordinal);
        Assert.StartsWith("CannotPullContainerError: ", Text(task["containers"]![0]!.AsObject(), "reason"), StringComparison.Ordinal);
        Assert.Null(task["containers"]![0]!["exitCode"]);
        Assert.Null(task["startedAt"]);
    }

    [Fact]
    public async Task A_container_that_uses_too_much_memory_ends_with_137()
    {
        var time = new ManualTimeProvider();
        var faults = new FaultPlan { Rules = [new FaultRule { Kind = FaultKind.OutOfMemory, After = TimeSpan.FromSeconds(3) }] };
        await using var host = await LocalEcsHost.StartAsync(time, faults);
        var arn = await host.Client.RunOneAsync(changeRun: run => run["overrides"] = Requests.Simulate("--seconds 600"));
        await time.ArmedAsync(TimeSpan.FromSeconds(3));
        time.Advance(TimeSpan.FromSeconds(3));

        var task = await host.WhenStoppedAsync(arn);

        Assert.Equal("EssentialContainerExited", Text(task, "stopCode"));
        Assert.Equal(137, task["containers"]![0]!["exitCode"]!.GetValue<int>());
        Assert.Equal("OutOfMemoryError: Container killed due to memory usage", Text(task["containers"]![0]!.AsObject(), "reason"));
    }

    [Theory]
    [InlineData("FARGATE_SPOT", "SpotInterruption")]
    [InlineData("FARGATE", "EssentialContainerExited")]
    public async Task Only_Spot_capacity_is_interrupted(string provider, string stopCode)
    {
        var time = new ManualTimeProvider();
        var faults = new FaultPlan { Rules = [new FaultRule { Kind = FaultKind.SpotInterruption, After = TimeSpan.FromSeconds(3) }] };
        await using var host = await LocalEcsHost.StartAsync(time, faults);
        var arn = await host.Client.RunOneAsync(changeRun: run =>
        {
            run.Remove("launchType");
            run["capacityProviderStrategy"] = new JsonArray(new JsonObject { ["capacityProvider"] = provider, ["weight"] = 1 });
            run["overrides"] = Requests.Simulate("--seconds 60");
        });
        await time.ArmedAsync(TimeSpan.FromSeconds(60));
        await host.WhenAsync(arn, "RUNNING");
        if (provider is "FARGATE_SPOT")
        {
            await time.ArmedAsync(TimeSpan.FromSeconds(3));
        }

        time.Advance(TimeSpan.FromSeconds(60));

        var task = await host.WhenStoppedAsync(arn);
        Assert.Equal(stopCode, Text(task, "stopCode"));
        Assert.Equal(provider, Text(task, "capacityProviderName"));
        if (provider is "FARGATE_SPOT")
        {
            Assert.Equal("Your Spot Task was interrupted.", Text(task, "stoppedReason"));
        }
    }

    [Fact]
    public async Task A_secret_that_cannot_be_had_fails_the_start()
    {
        await using var host = await LocalEcsHost.StartAsync();
        var definition = Requests.Definition(
            change: json => json["executionRoleArn"] = "execution",
            changeContainer: json => json["secrets"] = new JsonArray(new JsonObject { ["name"] = "S", ["valueFrom"] = "/gone" }));

        var task = await host.WhenStoppedAsync(await host.Client.RunOneAsync(definition));

        Assert.Equal("TaskFailedToStart", Text(task, "stopCode"));
        Assert.StartsWith("ResourceInitializationError: ", Text(task, "stoppedReason"), StringComparison.Ordinal);
        Assert.Contains("/gone", Text(task, "stoppedReason"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Secrets_come_from_the_secrets_file_and_never_appear_in_the_ECS_task()
    {
        var folder = Directory.CreateTempSubdirectory("local-ecs-secrets-").FullName;
        var file = Path.Combine(folder, "secrets.json");
        await File.WriteAllTextAsync(file, """{"/script":"simulate --exit 6","arn:aws:secretsmanager:us-east-1:000000000000:secret:s-abc":"{\"k\":\"v\"}"}""", TestContext.Current.CancellationToken);
        await using var host = await LocalEcsHost.StartAsync(secretsFile: file);
        var definition = Requests.Definition(
            change: json => json["executionRoleArn"] = "execution",
            changeContainer: json =>
            {
                json.Remove("command");
                json["secrets"] = new JsonArray(
                    new JsonObject { ["name"] = "SLIPWAY_SIMULATE", ["valueFrom"] = "/script" },
                    new JsonObject { ["name"] = "K", ["valueFrom"] = "arn:aws:secretsmanager:us-east-1:000000000000:secret:s-abc:k::" });
            });

        var task = await host.WhenStoppedAsync(await host.Client.RunOneAsync(definition));

        Assert.Equal(6, task["containers"]![0]!["exitCode"]!.GetValue<int>());
        Assert.DoesNotContain("--exit 6", task.ToJsonString(), StringComparison.Ordinal);
        Directory.Delete(folder, recursive: true);
    }

    private static JsonObject Sidecar(string command, bool essential) => Requests.Definition(change: json => json["containerDefinitions"]!.AsArray().Add(new JsonObject
    {
        ["name"] = "side",
        ["image"] = "sidecar:1",
        ["essential"] = essential,
        ["command"] = new JsonArray([.. command.Split(' ').Select(word => JsonValue.Create(word))]),
    }));

    private static string Text(JsonObject json, string name) => json[name]!.GetValue<string>();
}
