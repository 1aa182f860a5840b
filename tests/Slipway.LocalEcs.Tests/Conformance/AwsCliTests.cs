using System.Text.Json.Nodes;
using Slipway.LocalEcs.Faults;
using Slipway.LocalEcs.Tests.Hosting;
using Slipway.LocalEcs.Tests.Images;
using Slipway.TestKits;
using Slipway.TestKits.Components;

namespace Slipway.LocalEcs.Tests.Conformance;

/// <summary>The AWS CLI, as people type it.</summary>
[Trait("needs", "python")]
public sealed class AwsCliTests
{
    private const string Network = "awsvpcConfiguration={subnets=[subnet-0a],securityGroups=[sg-0a],assignPublicIp=DISABLED}";

    [Fact]
    public async Task The_AWS_CLI_drives_every_operation_of_ECS_and_of_the_queue()
    {
        await using var host = await LocalEcsHost.StartAsync(taskEvents: true);
        var cli = new Cli(host);

        Assert.Equal("000000000000", (await cli.RunAsync("sts get-caller-identity"))["Account"]!.GetValue<string>());
        await cli.RunAsync("ecs create-cluster --cluster-name cli --capacity-providers FARGATE FARGATE_SPOT --tags key=k,value=v");
        Assert.Equal(2, (await cli.RunAsync("ecs list-clusters --max-items 5"))["clusterArns"]!.AsArray().Count);
        Assert.Single((await cli.RunAsync("ecs describe-clusters --clusters cli gone --include TAGS"))["failures"]!.AsArray());

        var registered = await cli.RunAsync(
            "ecs register-task-definition --family job --requires-compatibilities FARGATE --network-mode awsvpc --cpu 256 --memory 512 --container-definitions",
            """[{"name":"main","image":"example:1.0.0","command":["simulate","--seconds","600"]}]""");
        var definition = registered["taskDefinition"]!["taskDefinitionArn"]!.GetValue<string>();
        Assert.Equal(1, (await cli.RunAsync("ecs describe-task-definition --task-definition job --include TAGS"))["taskDefinition"]!["revision"]!.GetValue<int>());
        Assert.Single((await cli.RunAsync("ecs list-task-definitions --family-prefix job --sort DESC"))["taskDefinitionArns"]!.AsArray());
        Assert.Single((await cli.RunAsync("ecs list-task-definition-families --status ACTIVE"))["families"]!.AsArray());

        await cli.RunAsync($"ecs tag-resource --resource-arn {definition} --tags key=a,value=1");
        Assert.Single((await cli.RunAsync($"ecs list-tags-for-resource --resource-arn {definition}"))["tags"]!.AsArray());
        await cli.RunAsync($"ecs untag-resource --resource-arn {definition} --tag-keys a");

        var run = await cli.RunAsync($"ecs run-task --cluster cli --task-definition job --launch-type FARGATE --started-by cli --network-configuration {Network}");
        var task = run["tasks"]![0]!["taskArn"]!.GetValue<string>();
        await cli.RunAsync($"ecs wait tasks-running --cluster cli --tasks {task}");
        Assert.Equal(task, (await cli.RunAsync("ecs list-tasks --cluster cli --started-by cli"))["taskArns"]![0]!.GetValue<string>());
        await cli.RunAsync($"ecs stop-task --cluster cli --task {task} --reason enough");
        await host.WhenStoppedAsync(task);
        var described = await cli.RunAsync($"ecs describe-tasks --cluster cli --tasks {task}");
        Assert.Equal("UserInitiated", described["tasks"]![0]!["stopCode"]!.GetValue<string>());

        await cli.RunAsync("ecs deregister-task-definition --task-definition job:1");
        Assert.Single((await cli.RunAsync("ecs delete-task-definitions --task-definitions job:1"))["taskDefinitions"]!.AsArray());
        await cli.RunAsync("ecs delete-cluster --cluster cli");

        var url = (await cli.RunAsync("sqs get-queue-url --queue-name slipway-task-events"))["QueueUrl"]!.GetValue<string>();
        await cli.RunAsync($"sqs get-queue-attributes --queue-url {url} --attribute-names All");
        var message = (await cli.RunAsync($"sqs receive-message --queue-url {url}"))["Messages"]![0]!;
        await cli.RunAsync($"sqs delete-message --queue-url {url} --receipt-handle {message["ReceiptHandle"]}");
        message = (await cli.RunAsync($"sqs receive-message --queue-url {url}"))["Messages"]![0]!;
        await cli.RunAsync($"sqs delete-message-batch --queue-url {url} --entries Id=1,ReceiptHandle={message["ReceiptHandle"]}");

        AssertDriven(host, "ecs", "sqs", "sts");
    }

    [Fact]
    public async Task The_AWS_CLI_drives_every_operation_of_CloudWatch_Logs()
    {
        await using var host = await LocalEcsHost.StartAsync();
        var cli = new Cli(host);
        var now = TimeProvider.System.GetUtcNow().ToUnixTimeMilliseconds();

        await cli.RunAsync("logs create-log-group --log-group-name /cli --tags team=data");
        await cli.RunAsync("logs put-retention-policy --log-group-name /cli --retention-in-days 7");
        Assert.Equal(7, (int)(await cli.RunAsync("logs describe-log-groups --log-group-name-prefix /c"))["logGroups"]![0]!["retentionInDays"]!);
        await cli.RunAsync("logs delete-retention-policy --log-group-name /cli");
        await cli.RunAsync("logs create-log-stream --log-group-name /cli --log-stream-name a/b/1");
        await cli.RunAsync($"logs put-log-events --log-group-name /cli --log-stream-name a/b/1 --log-events timestamp={now},message=one timestamp={now},message=two");
        Assert.Single((await cli.RunAsync("logs describe-log-streams --log-group-name /cli --order-by LastEventTime --descending"))["logStreams"]!.AsArray());
        var read = await cli.RunAsync("logs get-log-events --log-group-name /cli --log-stream-name a/b/1 --start-from-head");
        Assert.Equal(["one", "two"], read["events"]!.AsArray().Select(e => (string)e!["message"]!));
        Assert.Single((await cli.RunAsync("logs filter-log-events --log-group-name /cli --filter-pattern two"))["events"]!.AsArray());
        await cli.RunAsync("logs delete-log-stream --log-group-name /cli --log-stream-name a/b/1");
        await cli.RunAsync("logs delete-log-group --log-group-name /cli");

        AssertDriven(host, "logs");
    }

    [Fact]
    public async Task The_AWS_CLI_drives_every_look_up_of_ECR()
    {
        using var images = new MappedFolders("job:1.0.0", "job:1.0.1");
        await using var host = await LocalEcsHost.StartAsync(runtime: LocalRuntime.Simulated, imagesFile: images.File);
        var cli = new Cli(host);

        Assert.Equal("job", (string)(await cli.RunAsync("ecr describe-repositories"))["repositories"]![0]!["repositoryName"]!);
        Assert.Equal(2, (await cli.RunAsync("ecr list-images --repository-name job"))["imageIds"]!.AsArray().Count);
        var detail = (await cli.RunAsync("ecr describe-images --repository-name job --image-ids imageTag=1.0.1"))["imageDetails"]![0]!;
        var batch = await cli.RunAsync($"ecr batch-get-image --repository-name job --image-ids imageDigest={detail["imageDigest"]} imageTag=9");
        Assert.Equal((string)detail["imageDigest"]!, (string)batch["images"]![0]!["imageId"]!["imageDigest"]!);
        Assert.Equal("ImageNotFound", (string)batch["failures"]![0]!["failureCode"]!);
        Assert.Single((await cli.RunAsync("ecr get-authorization-token"))["authorizationData"]!.AsArray());

        AssertDriven(host, "ecr");
    }

    [Theory]
    [InlineData("ecs describe-task-definition --task-definition gone", "ClientException", "Unable to describe task definition.")]
    [InlineData("ecs describe-tasks --cluster gone --tasks a", "ClusterNotFoundException", "Cluster not found.")]
    [InlineData("ecs stop-task --task a", "InvalidParameterException", "The referenced task was not found.")]
    [InlineData("ecs create-service --service-name s --task-definition t", "UnknownOperationException", "LocalEcs does not answer ecs:CreateService")]
    [InlineData("sts get-session-token", "InvalidAction", "GetCallerIdentity")]
    [InlineData("logs get-log-events --log-group-name /gone --log-stream-name s", "ResourceNotFoundException", "The specified log group does not exist.")]
    [InlineData("ecr describe-images --repository-name gone", "RepositoryNotFoundException", "The repository with name 'gone' does not exist")]
    public async Task A_refusal_reads_in_the_AWS_CLI_as_AWSs_own(string command, string code, string words)
    {
        await using var host = await LocalEcsHost.StartAsync();
        var (exitCode, _, errors) = await ClientProcess.RunAsync(host, Require.AwsCli(), command.Split(' '));
        Assert.NotEqual(0, exitCode);
        Assert.Contains($"({code})", errors, StringComparison.Ordinal);
        Assert.Contains(words, errors, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_guide_s_command_asks_for_faults()
    {
        await using var host = await LocalEcsHost.StartAsync();
        var lines = await File.ReadAllLinesAsync(Repository.Path("docs", "guides", "local-ecs.md"), TestContext.Current.CancellationToken);
        var command = string.Join('\n', lines.SkipWhile(line => !line.StartsWith("$ curl", StringComparison.Ordinal)).TakeWhile(line => line != "```"))[2..];
        Require.Command("curl", "apt-get install curl");

        var (exitCode, _, errors) = await ClientProcess.RunAsync(host, "bash", ["-c", command]);

        Assert.True(exitCode == 0, errors);
        var rule = Assert.Single(host.Server.Faults.Rules);
        Assert.Equal((FaultKind.AbortAfter, "RunTask", 1), (rule.Kind, rule.Operation, rule.Times ?? 0));
    }

    private static void AssertDriven(LocalEcsHost host, params string[] services) => Assert.Equal(
        host.Server.Operations.Where(name => services.Contains(name.Split(':')[0], StringComparer.Ordinal)),
        host.Server.Calls.Where(count => count.Value is { Answered: > 0, Refused: 0 }).Select(count => count.Key));

    private sealed class Cli(LocalEcsHost host)
    {
        // The endpoint is named on the command line: version 1 of the AWS CLI takes SQS's old address over the one from the environment.
        public async Task<JsonObject> RunAsync(string command, params string[] more)
        {
            var (exitCode, output, errors) = await ClientProcess.RunAsync(host, Require.AwsCli(), [.. command.Split(' '), .. more, "--output", "json", "--endpoint-url", host.Server.Endpoint.ToString()]);
            Assert.True(exitCode == 0, $"aws {command}: {errors}");
            return output.Trim().Length == 0 ? [] : JsonNode.Parse(output)!.AsObject();
        }
    }
}
