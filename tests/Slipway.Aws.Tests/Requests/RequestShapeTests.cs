using System.Text.Json;
using System.Text.Json.Nodes;
using Slipway.Aws.Ecs;
using Slipway.Aws.Tests.Wire;
using Slipway.TestKits.Snapshots;

namespace Slipway.Aws.Tests.Requests;

/// <summary>What goes over the wire, for every operation, with nothing but what is required and with everything set.</summary>
public sealed class RequestShapeTests
{
    private static readonly JsonSerializerOptions Indented = new() { WriteIndented = true };

    public static TheoryData<string> Operations => [.. Operation.All.Select(operation => operation.ToString())];

    [Fact]
    [Trait("needs", "python")]
    public async Task Every_request_fits_the_published_model()
    {
        var cancel = TestContext.Current.CancellationToken;
        var documents = new List<JsonObject>();
        var names = new List<string>();
        foreach (var operation in Operation.All)
        {
            foreach (var (kind, sample) in Samples(operation))
            {
                var sent = await SendAsync(operation, sample, cancel);
                documents.Add(new JsonObject
                {
                    ["service"] = operation.Service,
                    ["operation"] = operation.Name,
                    ["target"] = sent.Headers["X-Amz-Target"],
                    ["contentType"] = sent.Headers["Content-Type"],
                    ["authorization"] = sent.Headers["Authorization"],
                    ["body"] = JsonNode.Parse(sent.Body),
                });
                names.Add($"{operation} ({kind})");
            }
        }

        var errors = await Botocore.ValidateAsync(documents, cancel);

        var wrong = names.Zip(errors).Where(pair => pair.Second.Count > 0).Select(pair => $"{pair.First}: {string.Join("; ", pair.Second)}");
        Assert.Empty(wrong);
    }

    [Fact]
    [Trait("needs", "python")]
    public async Task Every_member_of_an_answer_exists_in_the_published_model()
    {
        var documents = Operation.All
            .Select(operation => new JsonObject
            {
                ["service"] = operation.Service,
                ["operation"] = operation.Name,
                ["output"] = true,
                ["body"] = JsonSerializer.SerializeToNode(Sample.Full(operation.Response), operation.ResponseInfo),
            })
            .Append(new JsonObject
            {
                ["service"] = "ecs",
                ["shape"] = "TaskDefinition",
                ["output"] = true,
                ["body"] = JsonSerializer.SerializeToNode(Sample.Full(typeof(TaskDefinition)), EcsJson.Default.GetTypeInfo(typeof(TaskDefinition))!),
            })
            .ToList();

        var errors = await Botocore.ValidateAsync(documents, TestContext.Current.CancellationToken);

        var wrong = documents.Zip(errors).Where(pair => pair.Second.Count > 0).Select(pair => $"{pair.First["operation"]}: {string.Join("; ", pair.Second)}");
        Assert.Empty(wrong);
    }

    [Theory]
    [Trait("needs", "python")]
    [InlineData("an unknown member", """{"taskDefinition": "a", "clientToken": "t", "taskDefinitoin": "b"}""", ".taskDefinitoin: unknown member")]
    [InlineData(
        "an unknown member deep inside",
        """{"taskDefinition": "a", "overrides": {"containerOverrides": [{"name": "x", "image": "y"}]}}""",
        ".overrides.containerOverrides[0].image: unknown member")]
    [InlineData("a wrong type", """{"taskDefinition": "a", "count": "1"}""", ".count: not an integer")]
    [InlineData("a wrong type in a list", """{"taskDefinition": "a", "tags": [{"key": "k", "value": 1}]}""", ".tags[0].value: not a string")]
    [InlineData("something required that is missing", """{"cluster": "c"}""", ".taskDefinition: missing")]
    [InlineData(
        "something required that is missing deep inside",
        """{"taskDefinition": "a", "networkConfiguration": {"awsvpcConfiguration": {}}}""",
        ".networkConfiguration.awsvpcConfiguration.subnets: missing")]
    public async Task The_validator_rejects(string what, string body, string expected)
    {
        var errors = await ValidateOneAsync("ecs", "RunTask", "AmazonEC2ContainerServiceV20141113", body);

        Assert.True(errors.Count == 1 && errors[0].StartsWith(expected, StringComparison.Ordinal), $"{what}: [{string.Join("; ", errors)}], expected {expected}");
    }

    [Theory]
    [Trait("needs", "python")]
    [InlineData("""{"QueueUrl": "q", "MessageBody": "b", "MessageAttributes": {"a": {"DataType": "Binary", "BinaryValue": "not base64!"}}}""", "not base64")]
    [InlineData("""{"QueueUrl": "q", "MessageBody": "b", "DelaySeconds": true}""", "not an integer")]
    public async Task The_validator_rejects_wrong_blobs_and_booleans_as_numbers(string body, string expected)
    {
        var errors = await ValidateOneAsync("sqs", "SendMessage", "AmazonSQS", body, "1.0");

        Assert.Contains(expected, Assert.Single(errors), StringComparison.Ordinal);
    }

    [Fact]
    [Trait("needs", "python")]
    public async Task The_validator_rejects_a_timestamp_that_is_text()
    {
        var document = new JsonObject
        {
            ["service"] = "ecs",
            ["shape"] = "TaskDefinition",
            ["body"] = new JsonObject { ["registeredAt"] = "2026-01-05T12:00:00Z" },
        };

        var errors = await Botocore.ValidateAsync([document], TestContext.Current.CancellationToken);

        Assert.Contains("not a timestamp", Assert.Single(errors[0]), StringComparison.Ordinal);
    }

    [Theory]
    [MemberData(nameof(Operations))]
    public async Task Wire(string name)
    {
        var operation = Operation.All.Single(candidate => candidate.ToString() == name);
        var text = "";
        foreach (var (kind, sample) in Samples(operation))
        {
            var sent = await SendAsync(operation, sample, TestContext.Current.CancellationToken);
            text += $"# {kind}\n{sent.Line}\nX-Amz-Target: {sent.Headers["X-Amz-Target"]}\nContent-Type: {sent.Headers["Content-Type"]}\n\n"
                + JsonNode.Parse(sent.Body)!.ToJsonString(Indented) + "\n\n";
        }

        Snapshot.Match(text, name);
    }

    [Fact]
    public void The_full_samples_leave_no_property_out()
    {
        var unset = Operation.All.SelectMany(operation => Unset(Sample.Full(operation.Request), operation.Request.Name)).ToList();

        Assert.Empty(unset);
        Assert.True(Operation.All.Count >= 38, $"Only {Operation.All.Count} operations were found.");
    }

    private static IEnumerable<string> Unset(object made, string path)
    {
        foreach (var property in Sample.WireProperties(made.GetType()))
        {
            var value = property.GetValue(made);
            var here = $"{path}.{property.Name}";
            switch (value)
            {
                case null:
                    yield return here;
                    break;
                case JsonNode or string:
                    break;
                case System.Collections.IDictionary dictionary:
                    foreach (var error in dictionary.Count == 0 ? [here] : dictionary.Values.Cast<object>().SelectMany(element => Nested(element, here)))
                        yield return error;
                    break;
                case System.Collections.IEnumerable list:
                    var elements = list.Cast<object>().ToList();
                    foreach (var error in elements.Count == 0 ? [here] : elements.SelectMany(element => Nested(element, here)))
                        yield return error;
                    break;
                default:
                    foreach (var error in Nested(value, here))
                        yield return error;
                    break;
            }
        }
    }

    private static IEnumerable<string> Nested(object value, string path) =>
        value.GetType().Namespace?.StartsWith("Slipway.Aws", StringComparison.Ordinal) == true ? Unset(value, path) : [];

    private static IEnumerable<(string Kind, object Sample)> Samples(Operation operation) =>
        [("minimal", Sample.Minimal(operation.Request)), ("full", Sample.Full(operation.Request))];

    private static async Task<WireRequest> SendAsync(Operation operation, object request, CancellationToken cancellationToken)
    {
        var answer = JsonSerializer.Serialize(Sample.Minimal(operation.Response), operation.ResponseInfo);
        await using var aws = new FakeAws(Reply.Ok(answer));
        await operation.CallAsync(aws.Options, request, cancellationToken);
        return Assert.Single(aws.Requests);
    }

    private static async Task<IReadOnlyList<string>> ValidateOneAsync(string service, string operation, string target, string body, string version = "1.1")
    {
        var document = new JsonObject
        {
            ["service"] = service,
            ["operation"] = operation,
            ["target"] = $"{target}.{operation}",
            ["contentType"] = $"application/x-amz-json-{version}",
            ["authorization"] = $"Credential=AKID/20260105/eu-central-1/{service}/aws4_request",
            ["body"] = JsonNode.Parse(body),
        };
        return (await Botocore.ValidateAsync([document], TestContext.Current.CancellationToken))[0];
    }
}
