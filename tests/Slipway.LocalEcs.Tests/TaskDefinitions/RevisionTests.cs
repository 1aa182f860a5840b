using System.Text.Json.Nodes;
using Slipway.LocalEcs.Tests.Hosting;
using Slipway.TestKits.Time;

namespace Slipway.LocalEcs.Tests.TaskDefinitions;

public sealed class RevisionTests
{
    [Fact]
    public async Task Revision_numbers_count_up_per_family_and_never_restart()
    {
        await using var host = await LocalEcsHost.StartAsync();
        Assert.Equal(["a:1", "a:2", "b:1"], [await RegisterAsync(host, "a"), await RegisterAsync(host, "a"), await RegisterAsync(host, "b")]);

        foreach (var revision in (string[])["a:1", "a:2"])
        {
            await host.Client.EcsAsync("DeregisterTaskDefinition", new JsonObject { ["taskDefinition"] = revision });
        }

        await host.Client.EcsAsync("DeleteTaskDefinitions", """{"taskDefinitions":["a:1","a:2"]}""");

        Assert.Equal("a:3", await RegisterAsync(host, "a"));
    }

    [Fact]
    public async Task A_family_alone_means_its_newest_active_revision()
    {
        await using var host = await LocalEcsHost.StartAsync();
        await RegisterAsync(host, "a");
        await RegisterAsync(host, "a");
        await RegisterAsync(host, "a");
        await host.Client.EcsAsync("DeregisterTaskDefinition", """{"taskDefinition":"a:3"}""");

        Assert.Equal(2, (await DescribeAsync(host, "a"))["revision"]!.GetValue<int>());
        var inactive = await DescribeAsync(host, "a:3");
        Assert.Equal("INACTIVE", inactive["status"]!.GetValue<string>());
        Assert.NotNull(inactive["deregisteredAt"]);
        Assert.Equal(3, (await DescribeAsync(host, "arn:aws:ecs:us-east-1:000000000000:task-definition/a:3"))["revision"]!.GetValue<int>());
    }

    [Theory]
    [InlineData("gone")]
    [InlineData("a:2")]
    [InlineData("a:0")]
    [InlineData("a:x")]
    [InlineData("arn:aws:ecs:us-east-1:111111111111:task-definition/a:1")]
    public async Task What_is_not_there_cannot_be_described(string name)
    {
        await using var host = await LocalEcsHost.StartAsync();
        await RegisterAsync(host, "a");
        var refused = await host.Client.RefusedAsync("DescribeTaskDefinition", $$"""{"taskDefinition":"{{name}}"}""");
        Assert.Equal(("ClientException", "Unable to describe task definition."), (refused.Code, refused.Refusal));
    }

    [Fact]
    public async Task Only_inactive_revisions_are_deleted_and_each_failure_says_why()
    {
        await using var host = await LocalEcsHost.StartAsync();
        await RegisterAsync(host, "a");
        await RegisterAsync(host, "a");
        await host.Client.EcsAsync("DeregisterTaskDefinition", """{"taskDefinition":"a:2"}""");

        var answer = await host.Client.EcsAsync("DeleteTaskDefinitions", """{"taskDefinitions":["a:1","a:2","a:9","a"]}""");

        Assert.Equal("DELETE_IN_PROGRESS", answer["taskDefinitions"]!.AsArray().Single()!["status"]!.GetValue<string>());
        Assert.Equal(
            [
                "The specified task definition is still in ACTIVE status. Please deregister the target and try again.",
                "The specified task definition does not exist. Specify a valid account, family, revision and try again.",
                "The specified task definition identifier is invalid. Specify a valid name or ARN and try again.",
            ],
            answer["failures"]!.AsArray().Select(failure => failure!["reason"]!.GetValue<string>()));
    }

    [Fact]
    public async Task A_deleted_revision_stays_until_the_last_ECS_task_that_uses_it_has_ended()
    {
        await using var host = await LocalEcsHost.StartAsync();
        var arn = await host.Client.RunOneAsync(changeRun: run => run["overrides"] = Requests.Simulate("--seconds 600"));
        await host.WhenAsync(arn, "RUNNING");
        await host.Client.EcsAsync("DeregisterTaskDefinition", """{"taskDefinition":"job:1"}""");
        await host.Client.EcsAsync("DeleteTaskDefinitions", """{"taskDefinitions":["job:1"]}""");

        Assert.Equal("DELETE_IN_PROGRESS", (await DescribeAsync(host, "job:1"))["status"]!.GetValue<string>());
        Assert.Single((await host.Client.EcsAsync("ListTaskDefinitions", """{"status":"DELETE_IN_PROGRESS"}"""))["taskDefinitionArns"]!.AsArray());
        Assert.Equal("ClientException", (await host.Client.RefusedAsync("RunTask", Requests.Run("job:1").ToJsonString())).Code);

        await host.Client.EcsAsync("StopTask", new JsonObject { ["task"] = arn });
        await host.WhenStoppedAsync(arn);

        Assert.Equal("ClientException", (await host.Client.RefusedAsync("DescribeTaskDefinition", """{"taskDefinition":"job:1"}""")).Code);
    }

    [Fact]
    public async Task Eleven_deletions_in_one_call_are_refused()
    {
        await using var host = await LocalEcsHost.StartAsync();
        var names = new JsonArray([.. Enumerable.Range(1, 11).Select(i => JsonValue.Create($"a:{i}"))]);
        Assert.Equal("InvalidParameterException", (await host.Client.RefusedAsync("DeleteTaskDefinitions", new JsonObject { ["taskDefinitions"] = names }.ToJsonString())).Code);
    }

    [Fact]
    public async Task Two_registrations_of_one_family_that_overlap_are_refused_and_of_two_families_are_not()
    {
        var time = new ManualTimeProvider();
        await using var host = await LocalEcsHost.StartAsync(time, registrationLatency: TimeSpan.FromSeconds(1));
        var armed = time.ArmedTimers;
        var first = host.Client.EcsAsync("RegisterTaskDefinition", Requests.Definition("a"));
        await time.ArmedAsync(armed + 1);

        var refused = await host.Client.RefusedAsync("RegisterTaskDefinition", Requests.Definition("a").ToJsonString());
        Assert.Equal("ClientException", refused.Code);
        Assert.Contains("Too many concurrent attempts to create a new revision of the specified family", refused.Refusal, StringComparison.Ordinal);

        var other = host.Client.EcsAsync("RegisterTaskDefinition", Requests.Definition("b"));
        await time.ArmedAsync(armed + 2);
        time.Advance(TimeSpan.FromSeconds(1));
        await Task.WhenAll(first, other);
        Assert.Equal(1, (await first)["taskDefinition"]!["revision"]!.GetValue<int>());
    }

    [Fact]
    public async Task Lists_are_sorted_filtered_and_paged()
    {
        await using var host = await LocalEcsHost.StartAsync();
        foreach (var family in (string[])["b", "a", "a", "c"])
        {
            await RegisterAsync(host, family);
        }

        await host.Client.EcsAsync("DeregisterTaskDefinition", """{"taskDefinition":"c:1"}""");

        Assert.Equal(["a:1", "a:2", "b:1"], await ListAsync(host, "{}"));
        Assert.Equal(["b:1", "a:2", "a:1"], await ListAsync(host, """{"sort":"DESC"}"""));
        Assert.Equal(["a:1", "a:2"], await ListAsync(host, """{"familyPrefix":"a"}"""));
        Assert.Equal(["c:1"], await ListAsync(host, """{"status":"INACTIVE"}"""));

        var page = await host.Client.EcsAsync("ListTaskDefinitions", """{"sort":"DESC","maxResults":2}""");
        Assert.Equal(["b:1", "a:2"], Names(page));
        Assert.Equal(["a:1"], await ListAsync(host, new JsonObject { ["sort"] = "DESC", ["maxResults"] = 2, ["nextToken"] = page["nextToken"]!.GetValue<string>() }.ToJsonString()));
        Assert.Equal("InvalidParameterException", (await host.Client.RefusedAsync("ListTaskDefinitions", """{"nextToken":"made up"}""")).Code);
        Assert.Equal("InvalidParameterException", (await host.Client.RefusedAsync("ListTaskDefinitions", """{"maxResults":101}""")).Code);
    }

    [Fact]
    public async Task Families_are_listed_by_what_their_revisions_are()
    {
        await using var host = await LocalEcsHost.StartAsync();
        foreach (var family in (string[])["job-a", "job-b", "other"])
        {
            await RegisterAsync(host, family);
        }

        await host.Client.EcsAsync("DeregisterTaskDefinition", """{"taskDefinition":"job-b:1"}""");

        Assert.Equal(["job-a", "job-b", "other"], await FamiliesAsync(host, "{}"));
        Assert.Equal(["job-a", "other"], await FamiliesAsync(host, """{"status":"ACTIVE"}"""));
        Assert.Equal(["job-b"], await FamiliesAsync(host, """{"status":"INACTIVE"}"""));
        Assert.Equal(["job-a", "job-b"], await FamiliesAsync(host, """{"familyPrefix":"job"}"""));
        var page = await host.Client.EcsAsync("ListTaskDefinitionFamilies", """{"maxResults":2}""");
        Assert.Equal(["other"], await FamiliesAsync(host, new JsonObject { ["nextToken"] = page["nextToken"]!.GetValue<string>() }.ToJsonString()));
    }

    [Fact]
    public async Task Tags_come_only_when_asked_for()
    {
        await using var host = await LocalEcsHost.StartAsync();
        await host.Client.EcsAsync(
            "RegisterTaskDefinition", Requests.Definition("a", json => json["tags"] = new JsonArray(new JsonObject { ["key"] = "k", ["value"] = "v" })));

        Assert.Null((await host.Client.EcsAsync("DescribeTaskDefinition", """{"taskDefinition":"a"}"""))["tags"]);
        Assert.Equal(
            "k", (await host.Client.EcsAsync("DescribeTaskDefinition", """{"taskDefinition":"a","include":["TAGS"]}"""))["tags"]![0]!["key"]!.GetValue<string>());
    }

    [Fact]
    public async Task A_deregistration_needs_a_revision_and_happens_once()
    {
        await using var host = await LocalEcsHost.StartAsync();
        await RegisterAsync(host, "a");
        Assert.Equal("Revision is missing.", (await host.Client.RefusedAsync("DeregisterTaskDefinition", """{"taskDefinition":"a"}""")).Refusal);

        var first = await host.Client.EcsAsync("DeregisterTaskDefinition", """{"taskDefinition":"a:1"}""");
        var second = await host.Client.EcsAsync("DeregisterTaskDefinition", """{"taskDefinition":"a:1"}""");
        Assert.Equal(first.ToJsonString(), second.ToJsonString());
    }

    private static async Task<string> RegisterAsync(LocalEcsHost host, string family)
    {
        var definition = (await host.Client.EcsAsync("RegisterTaskDefinition", Requests.Definition(family)))["taskDefinition"]!;
        return $"{definition["family"]}:{definition["revision"]}";
    }

    private static async Task<JsonNode> DescribeAsync(LocalEcsHost host, string name) =>
        (await host.Client.EcsAsync("DescribeTaskDefinition", new JsonObject { ["taskDefinition"] = name }))["taskDefinition"]!;

    private static async Task<IEnumerable<string>> ListAsync(LocalEcsHost host, string json) => Names(await host.Client.EcsAsync("ListTaskDefinitions", json));

    private static async Task<IEnumerable<string>> FamiliesAsync(LocalEcsHost host, string json) =>
        (await host.Client.EcsAsync("ListTaskDefinitionFamilies", json))["families"]!.AsArray().Select(node => node!.GetValue<string>());

    private static IEnumerable<string> Names(JsonObject answer) =>
        answer["taskDefinitionArns"]!.AsArray().Select(node => node!.GetValue<string>().Split('/')[1]);
}
