using System.Text.Json.Nodes;
using Slipway.LocalEcs.Tests.Hosting;
using Slipway.TestKits.Time;

namespace Slipway.LocalEcs.Tests.Tasks;

public sealed class ReadingTests
{
    [Fact]
    public async Task ECS_tasks_are_described_by_id_and_ARN_and_the_rest_is_missing()
    {
        await using var host = await LocalEcsHost.StartAsync();
        var arn = await host.Client.RunOneAsync();
        var id = arn.Split('/')[^1];
        var other = arn.Replace("/default/", "/other/", StringComparison.Ordinal);

        var answer = await host.Client.EcsAsync("DescribeTasks", new JsonObject { ["tasks"] = new JsonArray(arn, id, "gone", other) });

        Assert.All(answer["tasks"]!.AsArray(), task => Assert.Equal(arn, task!["taskArn"]!.GetValue<string>()));
        Assert.Equal(["MISSING", "MISSING"], answer["failures"]!.AsArray().Select(failure => failure!["reason"]!.GetValue<string>()));
        Assert.Equal("arn:aws:ecs:us-east-1:000000000000:task/default/gone", answer["failures"]![0]!["arn"]!.GetValue<string>());
    }

    [Theory]
    [InlineData("""{"tasks":[]}""", "Tasks cannot be empty.")]
    [InlineData("""{"tasks":["a2345678901234567890123456789012345678"]}""", "taskId longer than 36.")]
    [InlineData("""{"tasks":["a"],"include":["EVERYTHING"]}""", "include should be one of [TAGS]")]
    public async Task A_spoiled_DescribeTasks_is_refused(string json, string words)
    {
        await using var host = await LocalEcsHost.StartAsync();
        var refused = await host.Client.RefusedAsync("DescribeTasks", json);
        Assert.Equal("InvalidParameterException", refused.Code);
        Assert.Contains(words, refused.Refusal, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(100, true)]
    [InlineData(101, false)]
    public async Task A_hundred_ECS_tasks_are_described_at_once(int count, bool taken)
    {
        await using var host = await LocalEcsHost.StartAsync();
        var json = new JsonObject { ["tasks"] = new JsonArray([.. Enumerable.Range(0, count).Select(i => JsonValue.Create($"t{i}"))]) }.ToJsonString();
        if (taken)
        {
            Assert.Equal(100, (await host.Client.EcsAsync("DescribeTasks", json))["failures"]!.AsArray().Count);
        }
        else
        {
            Assert.Equal("InvalidParameterException", (await host.Client.RefusedAsync("DescribeTasks", json)).Code);
        }
    }

    [Fact]
    public async Task Lists_filter_and_page()
    {
        await using var host = await LocalEcsHost.StartAsync();
        var running = new List<string>();
        for (var i = 0; i < 3; i++)
        {
            var arn = await host.Client.RunOneAsync(Requests.Definition($"job{i % 2}"), run =>
            {
                run["startedBy"] = i == 0 ? "me" : "you";
                run["overrides"] = Requests.Simulate("--seconds 600");
            });
            running.Add(arn);
        }

        await host.Client.EcsAsync("StopTask", new JsonObject { ["task"] = running[2] });

        Assert.Equal(running[..2], await ListAsync(host, "{}"));
        Assert.Equal(running[2..], await ListAsync(host, """{"desiredStatus":"STOPPED"}"""));
        Assert.Empty(await ListAsync(host, """{"desiredStatus":"PENDING"}"""));
        Assert.Equal([running[0]], await ListAsync(host, """{"startedBy":"me"}"""));
        Assert.Equal([running[2]], await ListAsync(host, """{"startedBy":"you","desiredStatus":"STOPPED"}"""));
        Assert.Equal([running[1]], await ListAsync(host, """{"family":"job1"}"""));
        Assert.Equal(running[..2], await ListAsync(host, """{"launchType":"FARGATE"}"""));
        Assert.Empty(await ListAsync(host, """{"launchType":"EC2"}"""));

        var page = await host.Client.EcsAsync("ListTasks", """{"maxResults":1}""");
        Assert.Equal([running[0]], Arns(page));
        Assert.Equal([running[1]], await ListAsync(host, new JsonObject { ["maxResults"] = 1, ["nextToken"] = page["nextToken"]!.GetValue<string>() }.ToJsonString()));
    }

    [Fact]
    public async Task StartedBy_must_be_the_only_filter()
    {
        await using var host = await LocalEcsHost.StartAsync();
        Assert.Equal("InvalidParameterException", (await host.Client.RefusedAsync("ListTasks", """{"startedBy":"me","family":"job"}""")).Code);
    }

    [Fact]
    public async Task What_happened_is_seen_only_after_the_visibility_lag()
    {
        var time = new ManualTimeProvider();
        await using var host = await LocalEcsHost.StartAsync(time, visibilityLag: TimeSpan.FromSeconds(2));
        var arn = await host.Client.RunOneAsync();
        var describe = new JsonObject { ["tasks"] = new JsonArray(arn) };
        await host.WhenStoppedAsync(arn);

        Assert.Equal("MISSING", (await host.Client.EcsAsync("DescribeTasks", describe))["failures"]![0]!["reason"]!.GetValue<string>());
        Assert.Empty(await ListAsync(host, """{"desiredStatus":"STOPPED"}"""));

        time.Advance(TimeSpan.FromSeconds(2));

        Assert.Equal("STOPPED", (await host.Client.EcsAsync("DescribeTasks", describe))["tasks"]![0]!["lastStatus"]!.GetValue<string>());
        Assert.Equal([arn], await ListAsync(host, """{"desiredStatus":"STOPPED"}"""));
    }

    [Fact]
    public async Task A_stopped_ECS_task_is_forgotten_after_an_hour()
    {
        var time = new ManualTimeProvider();
        await using var host = await LocalEcsHost.StartAsync(time);
        var arn = await host.Client.RunOneAsync(changeRun: run => run["startedBy"] = "me");
        await host.WhenStoppedAsync(arn);
        var describe = new JsonObject { ["tasks"] = new JsonArray(arn) };

        time.Advance(TimeSpan.FromMinutes(59));
        Assert.Single((await host.Client.EcsAsync("DescribeTasks", describe))["tasks"]!.AsArray());
        time.Advance(TimeSpan.FromMinutes(2));
        Assert.Equal("MISSING", (await host.Client.EcsAsync("DescribeTasks", describe))["failures"]![0]!["reason"]!.GetValue<string>());
        Assert.Empty(await ListAsync(host, """{"startedBy":"me","desiredStatus":"STOPPED"}"""));
        Assert.Equal("InvalidParameterException", (await host.Client.RefusedAsync("StopTask", new JsonObject { ["task"] = arn }.ToJsonString())).Code);
    }

    [Fact]
    public async Task Stopping_twice_keeps_the_first_reason_and_a_long_reason_is_refused()
    {
        await using var host = await LocalEcsHost.StartAsync();
        var arn = await host.Client.RunOneAsync();
        await host.WhenStoppedAsync(arn);
        var again = await host.Client.EcsAsync("StopTask", new JsonObject { ["task"] = arn, ["reason"] = "late" });
        Assert.Equal("EssentialContainerExited", again["task"]!["stopCode"]!.GetValue<string>());
        var refused = await host.Client.RefusedAsync("StopTask", new JsonObject { ["task"] = arn, ["reason"] = new string('x', 1025) }.ToJsonString());
        Assert.Equal("InvalidParameterException", refused.Code);
    }

    private static async Task<IEnumerable<string>> ListAsync(LocalEcsHost host, string json) => Arns(await host.Client.EcsAsync("ListTasks", json));

    private static IEnumerable<string> Arns(JsonObject answer) => answer["taskArns"]!.AsArray().Select(node => node!.GetValue<string>());
}
