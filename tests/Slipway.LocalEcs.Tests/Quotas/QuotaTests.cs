using System.Text.Json.Nodes;
using Slipway.LocalEcs.Tests.Hosting;
using Slipway.TestKits.Time;

namespace Slipway.LocalEcs.Tests.Quotas;

public sealed class QuotaTests
{
    [Theory]
    [InlineData("DescribeTasks", """{"tasks":["a"]}""", 100, 20)]
    [InlineData("ListTasks", "{}", 100, 20)]
    [InlineData("DescribeTaskDefinition", """{"taskDefinition":"gone"}""", 50, 20)]
    [InlineData("ListTaskDefinitions", "{}", 50, 20)]
    [InlineData("DeregisterTaskDefinition", """{"taskDefinition":"gone:1"}""", 20, 1)]
    [InlineData("DeleteTaskDefinitions", """{"taskDefinitions":["gone:1"]}""", 5, 1)]
    [InlineData("RunTask", """{"taskDefinition":"gone"}""", 20, 20)]
    [InlineData("StopTask", """{"task":"gone"}""", 100, 40)]
    [InlineData("TagResource", """{"resourceArn":"gone","tags":[]}""", 20, 10)]
    public async Task A_burst_is_answered_and_then_as_many_as_the_rate_gives_back(string operation, string json, int burst, int perSecond)
    {
        var time = new ManualTimeProvider();
        await using var host = await LocalEcsHost.StartAsync(time, quotas: true);

        Assert.Equal(burst, await TakenAsync(host, operation, json, burst + 5));
        time.Advance(TimeSpan.FromSeconds(1));
        Assert.Equal(perSecond, await TakenAsync(host, operation, json, perSecond + 5));
    }

    [Fact]
    public async Task Registering_and_deregistering_share_one_budget()
    {
        await using var host = await LocalEcsHost.StartAsync(new ManualTimeProvider(), quotas: true);
        Assert.Equal(15, await TakenAsync(host, "RegisterTaskDefinition", Requests.Definition().ToJsonString(), 15));
        Assert.Equal(5, await TakenAsync(host, "DeregisterTaskDefinition", """{"taskDefinition":"job:1"}""", 10));
    }

    [Fact]
    public async Task Launches_have_budgets_of_their_own_on_demand_and_Spot()
    {
        var time = new ManualTimeProvider();
        await using var host = await LocalEcsHost.StartAsync(time, quotas: true);
        await host.Client.EcsAsync("RegisterTaskDefinition", Requests.Definition());
        string Run(string provider) => Requests.Run(change: run =>
        {
            run.Remove("launchType");
            run["count"] = 10;
            run["capacityProviderStrategy"] = new JsonArray(new JsonObject { ["capacityProvider"] = provider, ["weight"] = 1 });
        }).ToJsonString();

        Assert.Equal(10, await TakenAsync(host, "RunTask", Run("FARGATE"), 12));
        time.Advance(TimeSpan.FromSeconds(1));
        Assert.Equal(2, await TakenAsync(host, "RunTask", Run("FARGATE"), 5));
        Assert.Equal(10, await TakenAsync(host, "RunTask", Run("FARGATE_SPOT"), 12));
    }

    [Fact]
    public async Task Without_quotas_nothing_is_refused_for_its_rate()
    {
        await using var host = await LocalEcsHost.StartAsync(new ManualTimeProvider());
        Assert.Equal(200, await TakenAsync(host, "ListTasks", "{}", 200));
    }

    [Fact]
    public async Task The_refusal_is_AWSs_own()
    {
        await using var host = await LocalEcsHost.StartAsync(new ManualTimeProvider(), quotas: true);
        await TakenAsync(host, "DeleteTaskDefinitions", """{"taskDefinitions":["gone:1"]}""", 5);
        var refused = await host.Client.RefusedAsync("DeleteTaskDefinitions", """{"taskDefinitions":["gone:1"]}""");
        Assert.Equal(("ThrottlingException", "Rate exceeded"), (refused.Code, refused.Refusal));
        Assert.Equal(1, host.Server.Calls["ecs:DeleteTaskDefinitions"].Throttled);
    }

    private static async Task<int> TakenAsync(LocalEcsHost host, string operation, string json, int calls)
    {
        var taken = 0;
        for (var i = 0; i < calls; i++)
        {
            try
            {
                await host.Client.EcsAsync(operation, json);
                taken++;
            }
            catch (AwsCallException exception) when (exception.Code != "ThrottlingException")
            {
                taken++;
            }
            catch (AwsCallException)
            {
                // Over the rate.
            }
        }

        return taken;
    }
}
