using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using Slipway.Core.Flows;
using Slipway.TestKits.Snapshots;

namespace Slipway.Tests.Hosting;

public sealed class ManifestTests
{
    [Fact]
    public async Task It_says_what_a_deploy_needs_to_know()
    {
        using var host = new HostRun(HostFlows.Simple("hello", _ => Task.FromResult<object?>(null)), HostFlows.DailyOrders());
        Assert.Equal(0, await host.RunAsync("slipway", "manifest"));
        Assert.Equal("", host.Error);
        var manifest = ManifestFormat.Read(Encoding.UTF8.GetBytes(host.Out));
        Assert.Equal(["daily-orders", "hello"], manifest.Flows.Select(flow => flow.Name));
        Snapshot.Match(host.Out.Replace($"\"version\": \"{manifest.Sdk.Version}\"", "\"version\": \"VERSION\"", StringComparison.Ordinal), extension: "json");
    }

    [Fact]
    public async Task References_inside_a_parameter_lead_to_its_own_schema()
    {
        using var host = new HostRun(HostFlows.DailyOrders());
        await host.RunAsync("slipway", "manifest");
        var parameters = JsonNode.Parse(host.Out)!["flows"]![0]!["parameters"]!;
        var reference = parameters["properties"]!["root"]!["properties"]!["children"]!["items"]!["$ref"]!.GetValue<string>();
        JsonNode? at = parameters;
        foreach (var part in reference.TrimStart('#', '/').Split('/'))
            at = at![part];
        Assert.Equal("string", at!["properties"]!["name"]!["type"]!.GetValue<string>());
    }

    [Fact]
    public async Task Parameters_of_a_schedule_that_are_no_object_are_refused()
    {
        var flow = new Runtime.FlowDefinition
        {
            Id = "Shop.Bad",
            Name = "bad",
            Settings = new FlowAttribute("bad"),
            Schedules = [new ScheduleAttribute("0 3 * * *") { Parameters = "day=1" }],
            Invoke = _ => Task.FromResult<object?>(null),
        };
        using var host = new HostRun(flow);
        Assert.Equal(123, await host.RunAsync("slipway", "manifest"));
        Assert.Contains("code: flow.bad-schedule", host.Error, StringComparison.Ordinal);
        Assert.Equal("", host.Out);
    }

    [Fact]
    public async Task Own_converters_shape_the_schema_and_the_values()
    {
        using var host = new HostRun(HostFlows.DailyOrders());
        host.App.Json.Converters.Insert(0, new System.Text.Json.Serialization.JsonStringEnumConverter<Colour>(JsonNamingPolicy.KebabCaseLower));
        Assert.Equal(0, await host.RunAsync("run", "daily-orders", "--day", "2026-01-31", "--colour", "dark-blue"));
        Assert.Equal(0, await host.RunAsync("slipway", "manifest"));
        Assert.Contains("\"dark-blue\"", host.Out, StringComparison.Ordinal);
    }
}
