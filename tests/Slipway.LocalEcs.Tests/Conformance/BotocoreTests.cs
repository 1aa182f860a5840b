using System.Text.Json.Nodes;
using Slipway.LocalEcs.CloudWatchLogs;
using Slipway.LocalEcs.Ecs;
using Slipway.LocalEcs.Events;
using Slipway.LocalEcs.Faults;
using Slipway.LocalEcs.Images;
using Slipway.LocalEcs.Protocol;
using Slipway.LocalEcs.Tests.Hosting;
using Slipway.LocalEcs.Tests.Images;
using Slipway.TestKits;
using Slipway.TestKits.Components;

namespace Slipway.LocalEcs.Tests.Conformance;

/// <summary>Held against botocore, which AWS publishes: the requests taken and the answers given.</summary>
[Trait("needs", "python")]
public sealed class BotocoreTests
{
    [Theory]
    [InlineData("ecs")]
    [InlineData("logs")]
    [InlineData("ecr")]
    [InlineData("sqs")]
    public async Task The_requests_have_the_shapes_that_AWS_publishes(string service)
    {
        await using var host = await LocalEcsHost.StartAsync(taskEvents: true);
        var operations = host.Server.Operations.Where(name => name.StartsWith(service + ":", StringComparison.Ordinal)).Select(name => name[(service.Length + 1)..]);

        var (exitCode, output, errors) = await ClientProcess.RunAsync(host, Require.Python("botocore"), [Script("request_shapes.py"), service, string.Join(',', operations)]);

        Assert.True(exitCode == 0, errors);
        var declared = service switch
        {
            "ecs" => EcsShapes.Shapes,
            "logs" => LogsShapes.Shapes,
            "ecr" => EcrShapes.Shapes,
            _ => SqsService.RequestShapes,
        };
        Assert.Equal(Lines(ServiceShapes.Parse(output)), Lines(declared));
    }

    [Theory]
    [InlineData("drive_ecs.py", "ecs", "sqs", "sts")]
    [InlineData("drive_logs.py", "logs")]
    [InlineData("drive_ecr.py", "ecr")]
    public async Task Boto3_drives_every_operation_and_botocore_finds_nothing_wrong_with_the_answers(string script, params string[] services)
    {
        using var images = new MappedFolders("job:1.0.0", "job:1.0.1", "other:2");
        await using var host = await LocalEcsHost.StartAsync(taskEvents: true, runtime: LocalRuntime.Simulated, imagesFile: images.File);

        var operations = await DriveAsync(host, script);

        Assert.Equal(host.Server.Operations.Where(name => services.Contains(name.Split(':')[0], StringComparer.Ordinal)), operations);
    }

    [Fact]
    public async Task Every_operation_is_throttled_failed_and_lost_as_botocore_knows_it()
    {
        await using var host = await LocalEcsHost.StartAsync(taskEvents: true);
        host.Server.Faults = new FaultPlan
        {
            Rules =
            [
                .. host.Server.Operations.SelectMany(name => (FaultKind[])[FaultKind.Throttle, FaultKind.ServerError, FaultKind.AbortBefore], (name, kind) =>
                    new FaultRule { Kind = kind, Operation = name.Split(':')[1], Times = 1 }),
            ],
        };

        var operations = await DriveAsync(host, "drive_faults.py", [.. host.Server.Operations]);

        Assert.Equal(host.Server.Operations, operations);
        Assert.All(host.Server.Calls.Values, count => Assert.Equal((1, 1, 1), (count.Throttled, count.Refused, count.Aborted)));
    }

    private static async Task<IEnumerable<string>> DriveAsync(LocalEcsHost host, string script, params string[] arguments)
    {
        var (exitCode, output, errors) = await ClientProcess.RunAsync(host, Require.Python("boto3"), [Script(script), .. arguments]);
        Assert.True(exitCode == 0, $"{script} ended with {exitCode}.\n{output}\n{errors}");
        return JsonNode.Parse(output)!["operations"]!.AsArray().Select(name => name!.GetValue<string>());
    }

    private static string Lines(ServiceShapes shapes) => string.Join(
        '\n',
        shapes.Structures
            .SelectMany(structure => structure.Value.Values.Select(member => $"{structure.Key}.{member.Name}: {member.Type}{(member.Required ? " required" : "")}"))
            .Order(StringComparer.Ordinal));

    private static string Script(string name) => Repository.Path("tests", "Slipway.LocalEcs.Tests", "python", name);
}
