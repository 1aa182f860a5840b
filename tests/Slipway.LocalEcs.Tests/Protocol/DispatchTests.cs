using Slipway.LocalEcs.Tests.Hosting;

namespace Slipway.LocalEcs.Tests.Protocol;

public sealed class DispatchTests
{
    [Theory]
    [InlineData("CreateService")]
    [InlineData("NoSuchThing")]
    public async Task An_operation_it_lacks_is_unknown(string operation)
    {
        await using var host = await LocalEcsHost.StartAsync();
        Assert.Equal("UnknownOperationException", (await host.Client.RefusedAsync(operation, "{}")).Code);
    }

    [Theory]
    [InlineData("DescribeTasks", """{"tasks":["a"],"surprise":1}""", "surprise")]
    [InlineData("RunTask", """{"taskDefinition":"job","overrides":{"containerOverrides":[{"name":"main","image":"x"}]}}""", "overrides.containerOverrides[0].image")]
    [InlineData("RegisterTaskDefinition", """{"family":"job","containerDefinitions":[{"name":"main","healthCheck":{"command":["CMD","x"],"every":3}}]}""", "containerDefinitions[0].healthCheck.every")]
    public async Task A_member_it_does_not_know_is_refused_at_any_depth(string operation, string json, string path)
    {
        await using var host = await LocalEcsHost.StartAsync();
        var refused = await host.Client.RefusedAsync(operation, json);
        Assert.Equal("SerializationException", refused.Code);
        Assert.Contains($"'{path}'", refused.Refusal, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("DescribeTasks", """{"tasks":"a"}""")]
    [InlineData("DescribeTasks", """{"tasks":[1]}""")]
    [InlineData("RunTask", """{"taskDefinition":"job","count":"2"}""")]
    [InlineData("RunTask", """{"taskDefinition":"job","count":1.5}""")]
    [InlineData("RunTask", """{"taskDefinition":"job","enableExecuteCommand":"true"}""")]
    [InlineData("RunTask", "[]")]
    [InlineData("RunTask", "{")]
    [InlineData("RunTask", """{"taskDefinition":"a","taskDefinition":"b"}""")]
    public async Task A_value_of_another_type_is_refused(string operation, string json)
    {
        await using var host = await LocalEcsHost.StartAsync();
        Assert.Equal("SerializationException", (await host.Client.RefusedAsync(operation, json)).Code);
    }

    [Theory]
    [InlineData("StopTask", "{}", "InvalidParameterException")]
    [InlineData("RunTask", "{}", "InvalidParameterException")]
    [InlineData("DescribeTaskDefinition", "{}", "ClientException")]
    public async Task A_member_that_is_missing_is_refused(string operation, string json, string code)
    {
        await using var host = await LocalEcsHost.StartAsync();
        Assert.Equal(code, (await host.Client.RefusedAsync(operation, json)).Code);
    }

    [Fact]
    public async Task Calls_are_counted_by_how_they_ended()
    {
        await using var host = await LocalEcsHost.StartAsync();
        await host.Client.EcsAsync("ListClusters", "{}");
        await host.Client.EcsAsync("ListClusters", "{}");
        await host.Client.RefusedAsync("ListClusters", """{"maxResults":0}""");

        var count = (await host.Client.AdminAsync(HttpMethod.Get, "/_slipway/calls"))["ecs:ListClusters"]!;

        Assert.Equal(3, count["calls"]!.GetValue<int>());
        Assert.Equal(2, count["answered"]!.GetValue<int>());
        Assert.Equal(1, count["refused"]!.GetValue<int>());

        await host.Client.AdminAsync(HttpMethod.Delete, "/_slipway/calls");
        Assert.Empty(host.Server.Calls);
    }
}
