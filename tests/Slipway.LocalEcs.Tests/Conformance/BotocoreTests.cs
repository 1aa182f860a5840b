using System.Text.Json.Nodes;
using Slipway.LocalEcs.Ecs;
using Slipway.LocalEcs.Events;
using Slipway.LocalEcs.Protocol;
using Slipway.LocalEcs.Tests.Hosting;
using Slipway.TestKits;
using Slipway.TestKits.Components;

namespace Slipway.LocalEcs.Tests.Conformance;

/// <summary>Held against botocore, which AWS publishes: the requests taken and the answers given.</summary>
[Trait("needs", "python")]
public sealed class BotocoreTests
{
    private static readonly string[] EcsOperations =
    [
        "CreateCluster", "DeleteCluster", "DeleteTaskDefinitions", "DeregisterTaskDefinition", "DescribeClusters", "DescribeTaskDefinition", "DescribeTasks",
        "ListClusters", "ListTagsForResource", "ListTaskDefinitionFamilies", "ListTaskDefinitions", "ListTasks", "RegisterTaskDefinition", "RunTask",
        "StopTask", "TagResource", "UntagResource",
    ];

    private static readonly string[] SqsOperations = ["DeleteMessage", "DeleteMessageBatch", "GetQueueAttributes", "GetQueueUrl", "ReceiveMessage"];

    [Fact]
    public async Task The_requests_of_ECS_have_the_shapes_that_AWS_publishes() => await CompareAsync("ecs", EcsOperations, EcsShapes.Shapes);

    [Fact]
    public async Task The_requests_of_SQS_have_the_shapes_that_AWS_publishes() => await CompareAsync("sqs", SqsOperations, SqsService.RequestShapes);

    [Fact]
    public async Task Boto3_drives_every_operation_and_botocore_finds_nothing_wrong_with_the_answers()
    {
        await using var host = await LocalEcsHost.StartAsync(taskEvents: true);

        var (exitCode, output, errors) = await ClientProcess.RunAsync(host, Require.Python("boto3"), [Script("drive.py")]);

        Assert.True(exitCode == 0, $"drive.py ended with {exitCode}.\n{output}\n{errors}");
        var operations = JsonNode.Parse(output)!["operations"]!.AsArray().Select(name => name!.GetValue<string>());
        Assert.Equal(EcsOperations.Concat(SqsOperations).Order(StringComparer.Ordinal), operations);
    }

    private static async Task CompareAsync(string service, string[] operations, ServiceShapes declared)
    {
        var (exitCode, output, errors) = await ClientProcess.RunAsync(
            new Uri("http://127.0.0.1:1"), "none", "none", Require.Python("botocore"), [Script("request_shapes.py"), service, string.Join(',', operations)]);
        Assert.True(exitCode == 0, errors);
        Assert.Equal(Lines(ServiceShapes.Parse(output)), Lines(declared));
    }

    private static string Lines(ServiceShapes shapes) => string.Join(
        '\n',
        shapes.Structures
            .SelectMany(structure => structure.Value.Values.Select(member => $"{structure.Key}.{member.Name}: {member.Type}{(member.Required ? " required" : "")}"))
            .Order(StringComparer.Ordinal));

    private static string Script(string name) => Repository.Path("tests", "Slipway.LocalEcs.Tests", "python", name);
}
