using System.Text.Json.Nodes;
using Slipway.LocalEcs.Tests.Hosting;

namespace Slipway.LocalEcs.Tests.Clusters;

public sealed class ClusterTests
{
    [Fact]
    public async Task A_cluster_is_created_once_described_listed_and_deleted()
    {
        await using var host = await LocalEcsHost.StartAsync();
        var created = await host.Client.EcsAsync("CreateCluster", """{"clusterName":"mine","tags":[{"key":"k","value":"v"}],"capacityProviders":["FARGATE"]}""");
        Assert.Equal("ACTIVE", created["cluster"]!["status"]!.GetValue<string>());
        await host.Client.EcsAsync("CreateCluster", """{"clusterName":"mine"}""");

        Assert.Equal(2, (await host.Client.EcsAsync("ListClusters", "{}"))["clusterArns"]!.AsArray().Count);
        var described = await host.Client.EcsAsync("DescribeClusters", """{"clusters":["mine","gone"],"include":["TAGS"]}""");
        Assert.Equal("k", described["clusters"]![0]!["tags"]![0]!["key"]!.GetValue<string>());
        Assert.Equal("MISSING", described["failures"]![0]!["reason"]!.GetValue<string>());

        await host.Client.EcsAsync("DeleteCluster", """{"cluster":"mine"}""");
        Assert.Single((await host.Client.EcsAsync("ListClusters", "{}"))["clusterArns"]!.AsArray());
        Assert.Equal("ClusterNotFoundException", (await host.Client.RefusedAsync("ListTasks", """{"cluster":"mine"}""")).Code);
        Assert.Equal("ClusterNotFoundException", (await host.Client.RefusedAsync("DeleteCluster", """{"cluster":"mine"}""")).Code);
    }

    [Fact]
    public async Task A_cluster_with_ECS_tasks_cannot_be_deleted_and_counts_them()
    {
        await using var host = await LocalEcsHost.StartAsync();
        var arn = await host.Client.RunOneAsync(changeRun: run => run["overrides"] = Requests.Simulate("--seconds 600"));
        await host.WhenAsync(arn, "RUNNING");

        Assert.Equal(1, (await host.Client.EcsAsync("DescribeClusters", "{}"))["clusters"]![0]!["runningTasksCount"]!.GetValue<int>());
        Assert.Equal("ClusterContainsTasksException", (await host.Client.RefusedAsync("DeleteCluster", """{"cluster":"default"}""")).Code);
    }

    [Fact]
    public async Task A_provider_must_be_associated_with_the_cluster()
    {
        await using var host = await LocalEcsHost.StartAsync();
        await host.Client.EcsAsync("CreateCluster", """{"clusterName":"bare"}""");
        await host.Client.EcsAsync("RegisterTaskDefinition", Requests.Definition());
        var run = Requests.Run(change: json =>
        {
            json["cluster"] = "bare";
            json.Remove("launchType");
            json["capacityProviderStrategy"] = new JsonArray(new JsonObject { ["capacityProvider"] = "FARGATE_SPOT", ["weight"] = 1 });
        });
        Assert.Contains("not associated", (await host.Client.RefusedAsync("RunTask", run.ToJsonString())).Refusal, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("cluster/default")]
    [InlineData("task-definition/job:1")]
    [InlineData("task")]
    public async Task Tags_are_added_replaced_listed_and_removed(string resource)
    {
        await using var host = await LocalEcsHost.StartAsync();
        var task = await host.Client.RunOneAsync();
        var arn = resource is "task" ? task : $"arn:aws:ecs:us-east-1:000000000000:{resource}";
        await host.Client.EcsAsync("TagResource", $$"""{"resourceArn":"{{arn}}","tags":[{"key":"a","value":"1"},{"key":"b","value":"2"}]}""");
        await host.Client.EcsAsync("TagResource", $$"""{"resourceArn":"{{arn}}","tags":[{"key":"a","value":"3"}]}""");
        Assert.Equal("a=3 b=2", await TagsAsync(host, arn));
        await host.Client.EcsAsync("UntagResource", $$"""{"resourceArn":"{{arn}}","tagKeys":["a","never"]}""");
        Assert.Equal("b=2", await TagsAsync(host, arn));
    }

    [Theory]
    [InlineData("arn:aws:ecs:us-east-1:000000000000:cluster/gone", "ClusterNotFoundException")]
    [InlineData("arn:aws:ecs:us-east-1:000000000000:task-definition/gone:1", "ClientException")]
    [InlineData("arn:aws:ecs:us-east-1:000000000000:service/s", "InvalidParameterException")]
    [InlineData("arn:aws:ecs:us-east-1:111111111111:cluster/default", "InvalidParameterException")]
    public async Task What_is_not_there_has_no_tags(string arn, string code)
    {
        await using var host = await LocalEcsHost.StartAsync();
        Assert.Equal(code, (await host.Client.RefusedAsync("ListTagsForResource", $$"""{"resourceArn":"{{arn}}"}""")).Code);
    }

    [Fact]
    public async Task A_resource_has_at_most_fifty_tags()
    {
        await using var host = await LocalEcsHost.StartAsync();
        var arn = "arn:aws:ecs:us-east-1:000000000000:cluster/default";
        var tags = new JsonArray([.. Enumerable.Range(0, 50).Select(i => new JsonObject { ["key"] = $"k{i}", ["value"] = "v" })]);
        await host.Client.EcsAsync("TagResource", new JsonObject { ["resourceArn"] = arn, ["tags"] = tags });
        Assert.Equal("InvalidParameterException", (await host.Client.RefusedAsync("TagResource", $$"""{"resourceArn":"{{arn}}","tags":[{"key":"more","value":""}]}""")).Code);
    }

    private static async Task<string> TagsAsync(LocalEcsHost host, string arn) => string.Join(
        ' ',
        (await host.Client.EcsAsync("ListTagsForResource", new JsonObject { ["resourceArn"] = arn }))["tags"]!.AsArray()
            .Select(tag => $"{tag!["key"]}={tag["value"]}").Order(StringComparer.Ordinal));
}
