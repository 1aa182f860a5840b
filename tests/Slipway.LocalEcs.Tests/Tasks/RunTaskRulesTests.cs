using System.Text.Json.Nodes;
using Slipway.LocalEcs.Faults;
using Slipway.LocalEcs.Tests.Hosting;
using Slipway.TestKits.Time;

namespace Slipway.LocalEcs.Tests.Tasks;

public sealed class RunTaskRulesTests
{
    public static TheoryData<string, string, string> Spoiled => new()
    {
        { """{"taskDefinition":"gone"}""", "ClientException", "TaskDefinition not found." },
        { """{"cluster":"gone"}""", "ClusterNotFoundException", "Cluster not found." },
        { """{"count":0}""", "InvalidParameterException", "count must be between 1 and 10" },
        { """{"count":11}""", "InvalidParameterException", "count must be between 1 and 10" },
        { """{"launchType":"MAINFRAME"}""", "InvalidParameterException", "launch type should be one of" },
        { """{"launchType":"EC2"}""", "InvalidParameterException", "No Container Instances were found in your cluster." },
        { """{"launchType":null}""", "InvalidParameterException", "No Container Instances were found in your cluster." },
        { """{"capacityProviderStrategy":[{"capacityProvider":"FARGATE"}]}""", "InvalidParameterException", "Specifying both a launch type and capacity provider strategy" },
        { """{"launchType":null,"capacityProviderStrategy":[{"capacityProvider":"mine","weight":1}]}""", "InvalidParameterException", "not associated with the cluster" },
        { """{"launchType":null,"capacityProviderStrategy":[{"capacityProvider":"FARGATE","weight":1001}]}""", "InvalidParameterException", "weight must be between 0 and 1000" },
        { """{"launchType":null,"capacityProviderStrategy":[{"capacityProvider":"FARGATE","weight":0},{"capacityProvider":"FARGATE_SPOT"}]}""", "InvalidParameterException", "weight greater than zero" },
        { """{"networkConfiguration":null}""", "InvalidParameterException", "Network Configuration must be provided when networkMode 'awsvpc' is specified." },
        { """{"networkConfiguration":{"awsvpcConfiguration":{"subnets":[]}}}""", "InvalidParameterException", "subnets can not be empty." },
        { """{"networkConfiguration":{"awsvpcConfiguration":{"subnets":["net-1"]}}}""", "InvalidParameterException", "InvalidSubnetID.NotFound" },
        { """{"networkConfiguration":{"awsvpcConfiguration":{"subnets":["subnet-1"],"securityGroups":["sg-1","sg-2","sg-3","sg-4","sg-5","sg-6"]}}}""", "InvalidParameterException", "5 security groups" },
        { """{"networkConfiguration":{"awsvpcConfiguration":{"subnets":["subnet-1"],"assignPublicIp":"YES"}}}""", "InvalidParameterException", "assignPublicIp should be one of" },
        { """{"platformVersion":"9.9.9"}""", "PlatformUnknownException", "does not exist" },
        { """{"placementStrategy":[{"type":"random"}]}""", "InvalidParameterException", "not supported with FARGATE" },
        { """{"startedBy":"no spaces"}""", "InvalidParameterException", "startedBy" },
        { """{"clientToken":"no spaces"}""", "InvalidParameterException", "clientToken" },
        { """{"clientToken":"a2345678901234567890123456789012345678901234567890123456789012345"}""", "InvalidParameterException", "clientToken" },
        { """{"propagateTags":"SERVICE"}""", "InvalidParameterException", "propagateTags" },
        { """{"tags":[{"key":"aws:mine","value":"x"}]}""", "InvalidParameterException", "aws:" },
        { """{"overrides":{"cpu":"512"}}""", "InvalidParameterException", "No Fargate configuration exists" },
        { """{"overrides":{"containerOverrides":[{"name":"gone"}]}}""", "InvalidParameterException", "Override for container named gone is not a container in the TaskDefinition." },
        { """{"overrides":{"containerOverrides":[{"name":"main","cpu":1024}]}}""", "InvalidParameterException", "greater than the task's" },
        { """{"overrides":{"ephemeralStorage":{"sizeInGiB":5}}}""", "InvalidParameterException", "between 21 and 200" },
    };

    [Theory]
    [MemberData(nameof(Spoiled))]
    public async Task A_spoiled_request_is_refused(string spoil, string code, string words)
    {
        await using var host = await LocalEcsHost.StartAsync();
        await host.Client.EcsAsync("RegisterTaskDefinition", Requests.Definition());
        var request = Requests.Run(change: json =>
        {
            foreach (var (name, value) in JsonNode.Parse(spoil)!.AsObject())
            {
                json[name] = value?.DeepClone();
            }
        });

        var refused = await host.Client.RefusedAsync("RunTask", request.ToJsonString());

        Assert.Equal(code, refused.Code);
        Assert.Contains(words, refused.Refusal, StringComparison.Ordinal);
        Assert.Empty(host.Server.Tasks.Unfinished);
    }

    [Theory]
    [InlineData(8192, true)]
    [InlineData(8193, false)]
    public async Task Overrides_have_at_most_8192_characters_with_their_punctuation(int characters, bool taken)
    {
        await using var host = await LocalEcsHost.StartAsync();
        await host.Client.EcsAsync("RegisterTaskDefinition", Requests.Definition());
        var overrides = """{"containerOverrides":[{"name":"main","environment":[{"name":"A","value":"+"}]}]}""";
        overrides = overrides.Replace("+", new string('x', characters - overrides.Length + 1), StringComparison.Ordinal);
        Assert.Equal(characters, overrides.Length);
        var request = Requests.Run(change: run => run["overrides"] = JsonNode.Parse(overrides)).ToJsonString();

        if (taken)
        {
            await host.Client.EcsAsync("RunTask", request);
        }
        else
        {
            var refused = await host.Client.RefusedAsync("RunTask", request);
            Assert.Equal(("InvalidParameterException", "Container Overrides length must be at most 8192"), (refused.Code, refused.Refusal));
        }
    }

    [Theory]
    [InlineData(0, 0, false)]
    [InlineData(10, 9, true)]
    [InlineData(10, 11, false)]
    public async Task An_inactive_revision_may_be_launched_within_the_grace_only(int graceMinutes, int minutesLater, bool taken)
    {
        var time = new ManualTimeProvider();
        await using var host = await LocalEcsHost.StartAsync(time, inactiveGrace: TimeSpan.FromMinutes(graceMinutes));
        await host.Client.EcsAsync("RegisterTaskDefinition", Requests.Definition());
        await host.Client.EcsAsync("DeregisterTaskDefinition", """{"taskDefinition":"job:1"}""");
        time.Advance(TimeSpan.FromMinutes(minutesLater));
        var request = Requests.Run("job:1").ToJsonString();

        if (taken)
        {
            await host.Client.EcsAsync("RunTask", request);
        }
        else
        {
            var refused = await host.Client.RefusedAsync("RunTask", request);
            Assert.Equal(("ClientException", "TaskDefinition is inactive"), (refused.Code, refused.Refusal));
        }
    }

    [Fact]
    public async Task Capacity_failures_come_as_failures_and_not_as_an_error()
    {
        var faults = new FaultPlan { Rules = [new FaultRule { Kind = FaultKind.Capacity, Message = "RESOURCE:ENI", Times = 1 }] };
        await using var host = await LocalEcsHost.StartAsync(faults: faults);
        await host.Client.EcsAsync("RegisterTaskDefinition", Requests.Definition());

        var refused = await host.Client.EcsAsync("RunTask", Requests.Run());
        Assert.Empty(refused["tasks"]!.AsArray());
        Assert.Equal("RESOURCE:ENI", refused["failures"]![0]!["reason"]!.GetValue<string>());
        Assert.Single((await host.Client.EcsAsync("RunTask", Requests.Run()))["tasks"]!.AsArray());
    }

    [Fact]
    public async Task Tags_are_propagated_and_managed_ones_added_when_asked()
    {
        await using var host = await LocalEcsHost.StartAsync();
        await host.Client.EcsAsync("RegisterTaskDefinition", Requests.Definition(change: json => json["tags"] = Tags(("a", "definition"), ("b", "definition"))));
        var run = Requests.Run(change: json =>
        {
            json["tags"] = Tags(("b", "run"));
            json["propagateTags"] = "TASK_DEFINITION";
            json["enableECSManagedTags"] = true;
        });

        var tags = (await host.Client.EcsAsync("RunTask", run))["tasks"]![0]!["tags"]!.AsArray();

        Assert.Equal(["a=definition", "aws:ecs:clusterName=default", "b=run"], tags.Select(tag => $"{tag!["key"]}={tag["value"]}").Order(StringComparer.Ordinal));
    }

    [Fact]
    public async Task A_strategy_spreads_base_first_and_then_by_weight()
    {
        await using var host = await LocalEcsHost.StartAsync();
        await host.Client.EcsAsync("RegisterTaskDefinition", Requests.Definition());
        var run = Requests.Run(change: json =>
        {
            json.Remove("launchType");
            json["count"] = 10;
            json["capacityProviderStrategy"] = new JsonArray(
                new JsonObject { ["capacityProvider"] = "FARGATE", ["weight"] = 1, ["base"] = 2 },
                new JsonObject { ["capacityProvider"] = "FARGATE_SPOT", ["weight"] = 3 });
        });

        var tasks = (await host.Client.EcsAsync("RunTask", run))["tasks"]!.AsArray();

        Assert.Equal(4, tasks.Count(task => task!["capacityProviderName"]!.GetValue<string>() == "FARGATE"));
        Assert.Equal(6, tasks.Count(task => task!["capacityProviderName"]!.GetValue<string>() == "FARGATE_SPOT"));
    }

    [Fact]
    public async Task A_single_provider_needs_no_weight()
    {
        await using var host = await LocalEcsHost.StartAsync();
        await host.Client.EcsAsync("RegisterTaskDefinition", Requests.Definition());
        var run = Requests.Run(change: json =>
        {
            json.Remove("launchType");
            json["count"] = 2;
            json["capacityProviderStrategy"] = new JsonArray(new JsonObject { ["capacityProvider"] = "FARGATE_SPOT" });
        });

        var tasks = (await host.Client.EcsAsync("RunTask", run))["tasks"]!.AsArray();

        Assert.Equal(["FARGATE_SPOT", "FARGATE_SPOT"], tasks.Select(task => (string)task!["capacityProviderName"]!));
    }

    private static JsonArray Tags(params (string Key, string Value)[] tags) =>
        [.. tags.Select(tag => new JsonObject { ["key"] = tag.Key, ["value"] = tag.Value })];
}
