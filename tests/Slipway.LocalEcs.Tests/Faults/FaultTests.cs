using System.Text.Json.Nodes;
using Slipway.LocalEcs.Faults;
using Slipway.LocalEcs.Tests.Hosting;

namespace Slipway.LocalEcs.Tests.Faults;

public sealed class FaultTests
{
    /// <summary>Every operation, a request for it, and what must be true of the state after the effect only.</summary>
    public static TheoryData<string, string> EveryOperation => new()
    {
        { "CreateCluster", """{"clusterName":"new"}""" },
        { "DeleteCluster", """{"cluster":"spare"}""" },
        { "DescribeClusters", "{}" },
        { "ListClusters", "{}" },
        { "RegisterTaskDefinition", Requests.Definition("fresh").ToJsonString() },
        { "DescribeTaskDefinition", """{"taskDefinition":"job"}""" },
        { "ListTaskDefinitions", "{}" },
        { "ListTaskDefinitionFamilies", "{}" },
        { "DeregisterTaskDefinition", """{"taskDefinition":"job:1"}""" },
        { "DeleteTaskDefinitions", """{"taskDefinitions":["old:1"]}""" },
        { "RunTask", Requests.Run(change: run => run["overrides"] = Requests.Simulate("--seconds 600")).ToJsonString() },
        { "StopTask", """{"task":"$TASK"}""" },
        { "DescribeTasks", """{"tasks":["$TASK"]}""" },
        { "ListTasks", "{}" },
        { "TagResource", """{"resourceArn":"arn:aws:ecs:us-east-1:000000000000:cluster/spare","tags":[{"key":"k","value":"v"}]}""" },
        { "UntagResource", """{"resourceArn":"arn:aws:ecs:us-east-1:000000000000:task-definition/old:1","tagKeys":["owner"]}""" },
        { "ListTagsForResource", """{"resourceArn":"arn:aws:ecs:us-east-1:000000000000:cluster/spare"}""" },
    };

    private static readonly string[] Reads =
        ["DescribeClusters", "ListClusters", "DescribeTaskDefinition", "ListTaskDefinitions", "ListTaskDefinitionFamilies", "DescribeTasks", "ListTasks", "ListTagsForResource"];

    [Fact]
    public async Task The_table_below_names_every_operation()
    {
        await using var host = await LocalEcsHost.StartAsync();
        var refused = await host.Client.RefusedAsync("Nothing", "{}");
        var named = EveryOperation.Select(row => row.Data.Item1).Order(StringComparer.Ordinal);
        Assert.EndsWith($"It answers: {string.Join(", ", named)}.", refused.Refusal, StringComparison.Ordinal);
    }

    [Theory]
    [MemberData(nameof(EveryOperation))]
    public async Task A_lost_response_leaves_the_effect(string operation, string json)
    {
        await using var host = await LocalEcsHost.StartAsync();
        var (before, request) = await PrepareAsync(host, json);
        host.Server.Faults = new FaultPlan { Rules = [new FaultRule { Kind = FaultKind.AbortAfter, Operation = operation, Times = 1 }] };

        await Assert.ThrowsAsync<HttpRequestException>(() => host.Client.EcsAsync(operation, request));

        Assert.Equal(Reads.Contains(operation), before == await StateAsync(host));
        Assert.Equal(1, host.Server.Calls[$"ecs:{operation}"].Aborted);
    }

    [Theory]
    [MemberData(nameof(EveryOperation))]
    public async Task A_connection_that_ends_before_has_no_effect(string operation, string json)
    {
        await using var host = await LocalEcsHost.StartAsync();
        var (before, request) = await PrepareAsync(host, json);
        host.Server.Faults = new FaultPlan { Rules = [new FaultRule { Kind = FaultKind.AbortBefore, Operation = operation, Times = 1 }] };

        await Assert.ThrowsAsync<HttpRequestException>(() => host.Client.EcsAsync(operation, request));

        Assert.Equal(before, await StateAsync(host));
    }

    [Fact]
    public async Task Throttling_strikes_as_often_as_asked_and_after_as_many_as_asked()
    {
        await using var host = await LocalEcsHost.StartAsync(
            faults: new FaultPlan { Rules = [new FaultRule { Kind = FaultKind.Throttle, Operation = "ListClusters", Skip = 1, Times = 2 }] });
        var outcomes = new List<string>();
        for (var i = 0; i < 5; i++)
        {
            outcomes.Add(await OutcomeAsync(host, "ListClusters"));
        }

        Assert.Equal(["ok", "ThrottlingException", "ThrottlingException", "ok", "ok"], outcomes);
        Assert.Equal("ok", await OutcomeAsync(host, "DescribeClusters"));
    }

    [Fact]
    public async Task The_same_plan_makes_the_same_draws()
    {
        async Task<List<string>> DrawAsync(int seed)
        {
            await using var host = await LocalEcsHost.StartAsync(
                faults: new FaultPlan { Seed = seed, Rules = [new FaultRule { Kind = FaultKind.ServerError, Probability = 0.5 }] });
            var outcomes = new List<string>();
            for (var i = 0; i < 32; i++)
            {
                outcomes.Add(await OutcomeAsync(host, "ListClusters"));
            }

            return outcomes;
        }

        var first = await DrawAsync(7);
        Assert.Equal(first, await DrawAsync(7));
        Assert.NotEqual(first, await DrawAsync(8));
        Assert.Equal(2, first.Distinct(StringComparer.Ordinal).Count());
    }

    [Fact]
    public async Task A_plan_is_set_and_read_by_the_admin_endpoint()
    {
        await using var host = await LocalEcsHost.StartAsync();
        await host.Client.AdminAsync(HttpMethod.Put, "/_slipway/faults", """{"seed":3,"rules":[{"kind":"throttle","operation":"ListClusters","times":1,"after":"00:00:05"}]}""");

        Assert.Equal(3, (await host.Client.AdminAsync(HttpMethod.Get, "/_slipway/faults"))["seed"]!.GetValue<int>());
        Assert.Equal(TimeSpan.FromSeconds(5), host.Server.Faults.Rules.Single().After);
        Assert.Equal("ThrottlingException", await OutcomeAsync(host, "ListClusters"));
    }

    [Theory]
    [InlineData("""{"rules":[{"kind":"fire"}]}""")]
    [InlineData("""{"rules":[{"operation":"RunTask"}]}""")]
    [InlineData("""{"rules":[{"kind":"throttle","probability":2}]}""")]
    [InlineData("""{"ruels":[]}""")]
    public async Task A_plan_that_makes_no_sense_is_refused_and_changes_nothing(string json)
    {
        await using var host = await LocalEcsHost.StartAsync();
        await Assert.ThrowsAsync<AwsCallException>(() => host.Client.AdminAsync(HttpMethod.Put, "/_slipway/faults", json));
        Assert.Empty(host.Server.Faults.Rules);
    }

    private static async Task<string> OutcomeAsync(LocalEcsHost host, string operation)
    {
        try
        {
            await host.Client.EcsAsync(operation, "{}");
            return "ok";
        }
        catch (AwsCallException exception)
        {
            return exception.Code;
        }
    }

    private static async Task<(string Before, string Request)> PrepareAsync(LocalEcsHost host, string json)
    {
        await host.Client.EcsAsync("CreateCluster", """{"clusterName":"spare"}""");
        await host.Client.EcsAsync("RegisterTaskDefinition", Requests.Definition("old", definition =>
            definition["tags"] = new JsonArray(new JsonObject { ["key"] = "owner", ["value"] = "me" })));
        await host.Client.EcsAsync("DeregisterTaskDefinition", """{"taskDefinition":"old:1"}""");
        var arn = await host.Client.RunOneAsync(changeRun: run => run["overrides"] = Requests.Simulate("--seconds 600"));
        await host.WhenAsync(arn, "RUNNING");
        return (await StateAsync(host), json.Replace("$TASK", arn, StringComparison.Ordinal));
    }

    /// <summary>All that can be seen of the state, without what only time changes.</summary>
    private static async Task<string> StateAsync(LocalEcsHost host)
    {
        var parts = new List<string>
        {
            (await host.Client.EcsAsync("DescribeClusters", """{"clusters":["default","spare","new"],"include":["TAGS"]}"""))["clusters"]!.AsArray()
                .Select(cluster => $"{cluster!["clusterName"]} {cluster["status"]} {cluster["tags"]!.ToJsonString()}").Aggregate((a, b) => $"{a} {b}"),
            $"{host.Server.Tasks.Unfinished.Count} ECS tasks, {host.Server.Tasks.Unfinished.Count(task => task.DesiredStatus == "RUNNING")} to run",
        };
        foreach (var status in (string[])["ACTIVE", "INACTIVE", "DELETE_IN_PROGRESS"])
        {
            foreach (var arn in (await host.Client.EcsAsync("ListTaskDefinitions", new JsonObject { ["status"] = status }))["taskDefinitionArns"]!.AsArray())
            {
                var tags = await host.Client.EcsAsync("ListTagsForResource", new JsonObject { ["resourceArn"] = arn!.GetValue<string>() });
                parts.Add($"{status} {arn} {tags.ToJsonString()}");
            }
        }

        return string.Join('\n', parts);
    }
}
