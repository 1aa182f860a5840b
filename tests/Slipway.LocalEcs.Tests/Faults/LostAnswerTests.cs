using System.Net.Http.Headers;
using System.Text.Json.Nodes;
using Slipway.LocalEcs.Faults;
using Slipway.LocalEcs.Tests.Hosting;
using Slipway.LocalEcs.Tests.Images;

namespace Slipway.LocalEcs.Tests.Faults;

/// <summary>Answers that get lost after the effect, at every operation of the services beside ECS.</summary>
public sealed class LostAnswerTests
{
    private static readonly Dictionary<string, string> Targets = new(StringComparer.Ordinal)
    {
        ["logs"] = "Logs_20140328",
        ["ecr"] = "AmazonEC2ContainerRegistry_V20150921",
        ["sqs"] = "AmazonSQS",
    };

    /// <summary>Every operation, a request for it, and whether it changes what can be seen.</summary>
    public static TheoryData<string, string, bool> EveryOperation => new()
    {
        { "logs:CreateLogGroup", """{"logGroupName":"/new"}""", true },
        { "logs:DeleteLogGroup", """{"logGroupName":"/spare"}""", true },
        { "logs:DescribeLogGroups", "{}", false },
        { "logs:PutRetentionPolicy", """{"logGroupName":"/spare","retentionInDays":1}""", true },
        { "logs:DeleteRetentionPolicy", """{"logGroupName":"/spare"}""", true },
        { "logs:CreateLogStream", """{"logGroupName":"/spare","logStreamName":"new"}""", true },
        { "logs:DeleteLogStream", """{"logGroupName":"/spare","logStreamName":"old"}""", true },
        { "logs:DescribeLogStreams", """{"logGroupName":"/spare"}""", false },
        { "logs:PutLogEvents", """{"logGroupName":"/spare","logStreamName":"old","logEvents":[{"timestamp":$NOW,"message":"late"}]}""", true },
        { "logs:GetLogEvents", """{"logGroupName":"/spare","logStreamName":"old"}""", false },
        { "logs:FilterLogEvents", """{"logGroupName":"/spare"}""", false },
        { "ecr:DescribeRepositories", "{}", false },
        { "ecr:DescribeImages", """{"repositoryName":"job"}""", false },
        { "ecr:ListImages", """{"repositoryName":"job"}""", false },
        { "ecr:BatchGetImage", """{"repositoryName":"job","imageIds":[{"imageTag":"1"}]}""", false },
        { "ecr:GetAuthorizationToken", "{}", false },
        { "sqs:GetQueueUrl", """{"QueueName":"slipway-task-events"}""", false },
        { "sqs:GetQueueAttributes", """{"QueueUrl":"$QUEUE"}""", false },
        { "sqs:ReceiveMessage", """{"QueueUrl":"$QUEUE"}""", true },
        { "sqs:DeleteMessage", """{"QueueUrl":"$QUEUE","ReceiptHandle":"$RECEIPT"}""", true },
        { "sqs:DeleteMessageBatch", """{"QueueUrl":"$QUEUE","Entries":[{"Id":"1","ReceiptHandle":"$RECEIPT"}]}""", true },
        { "sts:GetCallerIdentity", "Action=GetCallerIdentity&Version=2011-06-15", false },
    };

    [Fact]
    public async Task Together_with_the_operations_of_ECS_the_table_names_every_operation()
    {
        await using var host = await LocalEcsHost.StartAsync(taskEvents: true);

        var named = EveryOperation.Select(row => row.Data.Item1).Concat(FaultTests.EveryOperation.Select(row => "ecs:" + row.Data.Item1));

        Assert.Equal(host.Server.Operations, named.Order(StringComparer.Ordinal));
    }

    [Theory]
    [MemberData(nameof(EveryOperation))]
    public async Task A_lost_answer_leaves_the_effect(string operation, string json, bool changes)
    {
        using var images = new MappedFolders("job:1");
        await using var host = await LocalEcsHost.StartAsync(taskEvents: true, runtime: LocalRuntime.Simulated, imagesFile: images.File);
        var request = await PrepareAsync(host, json);
        var before = await StateAsync(host);
        host.Server.Faults = new FaultPlan { Rules = [new FaultRule { Kind = FaultKind.AbortAfter, Operation = operation.Split(':')[1], Times = 1 }] };

        await Assert.ThrowsAsync<HttpRequestException>(() => CallAsync(host, operation, request));

        Assert.Equal(1, host.Server.Calls[operation].Aborted);
        Assert.Equal(changes, before != await StateAsync(host));
    }

    private static async Task<string> PrepareAsync(LocalEcsHost host, string json)
    {
        var now = TimeProvider.System.GetUtcNow().ToUnixTimeMilliseconds();
        await CallAsync(host, "logs:CreateLogGroup", """{"logGroupName":"/spare"}""");
        await CallAsync(host, "logs:PutRetentionPolicy", """{"logGroupName":"/spare","retentionInDays":7}""");
        await CallAsync(host, "logs:CreateLogStream", """{"logGroupName":"/spare","logStreamName":"old"}""");
        await CallAsync(host, "logs:PutLogEvents", $$"""{"logGroupName":"/spare","logStreamName":"old","logEvents":[{"timestamp":{{now}},"message":"early"}]}""");
        await host.WhenStoppedAsync(await host.Client.RunOneAsync(Requests.Definition(changeContainer: container => container["image"] = "job:1")));
        var queue = (string)(await CallAsync(host, "sqs:GetQueueUrl", """{"QueueName":"slipway-task-events"}"""))["QueueUrl"]!;
        var received = await CallAsync(host, "sqs:ReceiveMessage", new JsonObject { ["QueueUrl"] = queue }.ToJsonString());
        return json
            .Replace("$NOW", $"{now}", StringComparison.Ordinal)
            .Replace("$QUEUE", queue, StringComparison.Ordinal)
            .Replace("$RECEIPT", (string)received["Messages"]![0]!["ReceiptHandle"]!, StringComparison.Ordinal);
    }

    /// <summary>All that can be seen of logs and queue.</summary>
    private static async Task<string> StateAsync(LocalEcsHost host)
    {
        var groups = await CallAsync(host, "logs:DescribeLogGroups", "{}");
        var parts = new List<string> { groups.ToJsonString() };
        foreach (var group in groups["logGroups"]!.AsArray())
        {
            var named = new JsonObject { ["logGroupName"] = (string)group!["logGroupName"]! }.ToJsonString();
            parts.Add((await CallAsync(host, "logs:DescribeLogStreams", named)).ToJsonString());
            parts.Add((await CallAsync(host, "logs:FilterLogEvents", named)).ToJsonString());
        }

        var queue = new JsonObject { ["QueueUrl"] = new Uri(host.Server.Endpoint, "/000000000000/slipway-task-events").ToString(), ["AttributeNames"] = new JsonArray("All") };
        parts.Add((await CallAsync(host, "sqs:GetQueueAttributes", queue.ToJsonString())).ToJsonString());
        return string.Join('\n', parts);
    }

    private static async Task<JsonObject> CallAsync(LocalEcsHost host, string operation, string request)
    {
        var (service, name) = (operation.Split(':')[0], operation.Split(':')[1]);
        if (service is not "sts")
        {
            return await host.Client.CallAsync(service, Targets[service], name, request);
        }

        using var response = await host.Client.SendAsync(service, HttpMethod.Post, "/", request, message =>
            message.Content!.Headers.ContentType = new MediaTypeHeaderValue("application/x-www-form-urlencoded"));
        return [];
    }
}
