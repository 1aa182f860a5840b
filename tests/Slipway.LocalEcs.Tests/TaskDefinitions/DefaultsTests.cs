using System.Text.Json;
using System.Text.Json.Nodes;
using Slipway.LocalEcs.Tests.Hosting;
using Slipway.TestKits.Snapshots;
using Slipway.TestKits.Time;

namespace Slipway.LocalEcs.Tests.TaskDefinitions;

public sealed class DefaultsTests
{
    private static readonly JsonSerializerOptions Indented = new() { WriteIndented = true };

    [Fact]
    public async Task What_is_described_has_the_defaults_that_AWS_fills_in()
    {
        await using var host = await LocalEcsHost.StartAsync(new ManualTimeProvider());
        var definition = Requests.Definition(
            change: json =>
            {
                json["cpu"] = ".25 vCPU";
                json["executionRoleArn"] = "execution";
                json["volumes"] = new JsonArray(new JsonObject { ["name"] = "scratch" });
            },
            changeContainer: json =>
            {
                json["environment"] = new JsonArray(new JsonObject { ["name"] = "A", ["value"] = "1" }, new JsonObject { ["name"] = "B", ["value"] = "2" });
                json["portMappings"] = new JsonArray(new JsonObject { ["containerPort"] = 80 });
                json["healthCheck"] = new JsonObject { ["command"] = new JsonArray("CMD", "true") };
                json["secrets"] = new JsonArray(new JsonObject { ["name"] = "S", ["valueFrom"] = "/s" });
                json["logConfiguration"] = new JsonObject
                {
                    ["logDriver"] = "awslogs",
                    ["options"] = new JsonObject { ["awslogs-group"] = "g", ["awslogs-region"] = "us-east-1", ["awslogs-stream-prefix"] = "p" },
                };
            });
        await host.Client.EcsAsync("RegisterTaskDefinition", definition);

        var described = await host.Client.EcsAsync("DescribeTaskDefinition", """{"taskDefinition":"job"}""");

        Snapshot.Match(described["taskDefinition"]!.ToJsonString(Indented), "defaults");
    }
}
