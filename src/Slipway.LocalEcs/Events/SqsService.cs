using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Nodes;
using Slipway.LocalEcs.Ecs;
using Slipway.LocalEcs.Protocol;

namespace Slipway.LocalEcs.Events;

/// <summary>The part of Amazon SQS that reads one queue: <c>slipway-task-events</c>.</summary>
/// <remarks>documented: https://docs.aws.amazon.com/AWSSimpleQueueService/latest/APIReference/API_ReceiveMessage.html and its neighbours.</remarks>
internal sealed class SqsService : IAwsService
{
    /// <summary>The queue's name.</summary>
    public const string QueueName = "slipway-task-events";

    private const int MaxMessages = 10;
    private const int MaxWaitSeconds = 20;
    private const int DefaultVisibilitySeconds = 30;

    private readonly MessageQueue _queue;
    private readonly Arns _arns;
    private readonly Func<Uri> _endpoint;

    public SqsService(MessageQueue queue, Arns arns, Func<Uri> endpoint)
    {
        _queue = queue;
        _arns = arns;
        _endpoint = endpoint;
        Operations = new Dictionary<string, Operation>(StringComparer.Ordinal)
        {
            ["ReceiveMessage"] = ReceiveAsync,
            ["DeleteMessage"] = DeleteAsync,
            ["DeleteMessageBatch"] = DeleteBatchAsync,
            ["GetQueueUrl"] = UrlAsync,
            ["GetQueueAttributes"] = AttributesAsync,
        };
    }

    /// <inheritdoc/>
    public string TargetPrefix => "AmazonSQS";

    /// <inheritdoc/>
    public string SigningName => "sqs";

    /// <inheritdoc/>
    public string ServerErrorCode => "InternalFailure";

    /// <inheritdoc/>
    public IReadOnlyDictionary<string, Operation> Operations { get; }

    /// <inheritdoc/>
    public ServiceShapes Shapes => RequestShapes;

    /// <summary>The requests. Tests hold them against botocore's published model of the service.</summary>
    public static ServiceShapes RequestShapes { get; } = ServiceShapes.Parse(
        """
        ReceiveMessageRequest { QueueUrl!: string, AttributeNames: [string], MessageSystemAttributeNames: [string], MessageAttributeNames: [string], MaxNumberOfMessages: int, VisibilityTimeout: int, WaitTimeSeconds: int, ReceiveRequestAttemptId: string }
        DeleteMessageRequest { QueueUrl!: string, ReceiptHandle!: string }
        DeleteMessageBatchRequest { QueueUrl!: string, Entries!: [DeleteMessageBatchRequestEntry] }
        DeleteMessageBatchRequestEntry { Id!: string, ReceiptHandle!: string }
        GetQueueUrlRequest { QueueName!: string, QueueOwnerAWSAccountId: string }
        GetQueueAttributesRequest { QueueUrl!: string, AttributeNames: [string] }
        """,
        _ => "MissingParameter");

    private static AwsServiceException NoQueue() => new("com.amazonaws.sqs#QueueDoesNotExist", "The specified queue does not exist.")
    {
        QueryCode = "AWS.SimpleQueueService.NonExistentQueue", // observed
    };

    private static AwsServiceException Invalid(string message) => new("com.amazon.coral.service#InvalidParameterValueException", message) { QueryCode = "InvalidParameterValue" };

    private async Task<JsonObject> ReceiveAsync(JsonObject request, CancellationToken cancellationToken)
    {
        CheckQueue(request);
        var max = Between(request, "MaxNumberOfMessages", 1, MaxMessages, byDefault: 1);
        var wait = Between(request, "WaitTimeSeconds", 0, MaxWaitSeconds, byDefault: 0);
        var hide = Between(request, "VisibilityTimeout", 0, 43200, DefaultVisibilitySeconds);
        var messages = await _queue.ReceiveAsync(max, TimeSpan.FromSeconds(hide), TimeSpan.FromSeconds(wait), cancellationToken);
        if (messages.Count == 0)
        {
            return [];
        }

        string[] asked = [.. request.Texts("AttributeNames"), .. request.Texts("MessageSystemAttributeNames")];
        return new JsonObject { ["Messages"] = new JsonArray([.. messages.Select(message => Message(message, asked))]) };
    }

    private Task<JsonObject> DeleteAsync(JsonObject request, CancellationToken cancellationToken)
    {
        CheckQueue(request);
        _queue.Delete(MessageId(request.Text("ReceiptHandle")!) ?? throw new AwsServiceException(
            "com.amazonaws.sqs#ReceiptHandleIsInvalid", $"The input receipt handle \"{request.Text("ReceiptHandle")}\" is not a valid receipt handle.")
        { QueryCode = "ReceiptHandleIsInvalid" });
        return Task.FromResult(new JsonObject());
    }

    private Task<JsonObject> DeleteBatchAsync(JsonObject request, CancellationToken cancellationToken)
    {
        CheckQueue(request);
        var entries = request.Structures("Entries").ToList();
        if (entries.Count == 0)
        {
            throw new AwsServiceException("com.amazonaws.sqs#EmptyBatchRequest", "There should be at least one DeleteMessageBatchRequestEntry in the request.") { QueryCode = "AWS.SimpleQueueService.EmptyBatchRequest" };
        }

        if (entries.Count > MaxMessages)
        {
            throw new AwsServiceException("com.amazonaws.sqs#TooManyEntriesInBatchRequest", $"Maximum number of entries per request are {MaxMessages}. You have sent {entries.Count}.") { QueryCode = "AWS.SimpleQueueService.TooManyEntriesInBatchRequest" };
        }

        if (entries.Select(entry => entry.Text("Id")).Distinct(StringComparer.Ordinal).Count() < entries.Count)
        {
            throw new AwsServiceException("com.amazonaws.sqs#BatchEntryIdsNotDistinct", "Two or more batch entries in the request have the same Id.") { QueryCode = "AWS.SimpleQueueService.BatchEntryIdsNotDistinct" };
        }

        var successful = new JsonArray();
        var failed = new JsonArray();
        foreach (var entry in entries)
        {
            if (MessageId(entry.Text("ReceiptHandle")!) is { } id)
            {
                _queue.Delete(id);
                successful.Add(new JsonObject { ["Id"] = entry.Text("Id") });
            }
            else
            {
                failed.Add(new JsonObject { ["Id"] = entry.Text("Id"), ["SenderFault"] = true, ["Code"] = "ReceiptHandleIsInvalid", ["Message"] = "The input receipt handle is invalid." });
            }
        }

        return Task.FromResult(new JsonObject { ["Successful"] = successful, ["Failed"] = failed });
    }

    private Task<JsonObject> UrlAsync(JsonObject request, CancellationToken cancellationToken) => request.Text("QueueName") is QueueName
        ? Task.FromResult(new JsonObject { ["QueueUrl"] = new Uri(_endpoint(), $"/{_arns.AccountId}/{QueueName}").ToString() })
        : throw NoQueue();

    private Task<JsonObject> AttributesAsync(JsonObject request, CancellationToken cancellationToken)
    {
        CheckQueue(request);
        var (visible, hidden) = _queue.Counts;
        var all = new Dictionary<string, string>(StringComparer.Ordinal)
        {
            ["QueueArn"] = $"arn:aws:sqs:{_arns.Region}:{_arns.AccountId}:{QueueName}",
            ["ApproximateNumberOfMessages"] = visible.ToString(CultureInfo.InvariantCulture),
            ["ApproximateNumberOfMessagesNotVisible"] = hidden.ToString(CultureInfo.InvariantCulture),
            ["VisibilityTimeout"] = DefaultVisibilitySeconds.ToString(CultureInfo.InvariantCulture),
            ["MessageRetentionPeriod"] = "345600",
            ["ReceiveMessageWaitTimeSeconds"] = "0",
        };
        var asked = request.Texts("AttributeNames");
        var attributes = new JsonObject();
        foreach (var (name, value) in all.Where(pair => asked.Contains("All", StringComparer.Ordinal) || asked.Contains(pair.Key, StringComparer.Ordinal)))
        {
            attributes[name] = value;
        }

        return Task.FromResult(attributes.Count == 0 ? new JsonObject() : new JsonObject { ["Attributes"] = attributes });
    }

    private static JsonObject Message(QueuedMessage message, string[] asked)
    {
        var json = new JsonObject
        {
            ["MessageId"] = message.Id,
            ["ReceiptHandle"] = Convert.ToBase64String(Encoding.UTF8.GetBytes($"{message.Id}#{message.Receives}")),
            ["MD5OfBody"] = BodyDigest(message.Body),
            ["Body"] = message.Body,
        };
        var all = new Dictionary<string, string>(StringComparer.Ordinal)
        {
            ["SentTimestamp"] = message.SentAt.ToUnixTimeMilliseconds().ToString(CultureInfo.InvariantCulture),
            ["ApproximateReceiveCount"] = message.Receives.ToString(CultureInfo.InvariantCulture),
            ["ApproximateFirstReceiveTimestamp"] = message.FirstReceivedAt!.Value.ToUnixTimeMilliseconds().ToString(CultureInfo.InvariantCulture),
            ["SenderId"] = "events.amazonaws.com",
        };
        var attributes = new JsonObject();
        foreach (var (name, value) in all.Where(pair => asked.Contains("All", StringComparer.Ordinal) || asked.Contains(pair.Key, StringComparer.Ordinal)))
        {
            attributes[name] = value;
        }

        if (attributes.Count > 0)
        {
            json["Attributes"] = attributes;
        }

        return json;
    }

#pragma warning disable CA5351 // MD5 is what SQS's protocol carries for clients to compare; nothing is secured by it.
    private static string BodyDigest(string body) => Convert.ToHexStringLower(MD5.HashData(Encoding.UTF8.GetBytes(body)));
#pragma warning restore CA5351

    private static string? MessageId(string receiptHandle)
    {
        var bytes = new byte[receiptHandle.Length];
        return Convert.TryFromBase64String(receiptHandle, bytes, out var length)
            && Encoding.UTF8.GetString(bytes, 0, length).Split('#') is [var id, _] && Guid.TryParse(id, out _) ? id : null;
    }

    private static int Between(JsonObject request, string member, int from, int to, int byDefault)
    {
        var value = request.Integer(member) ?? byDefault;
        return value >= from && value <= to
            ? value
            : throw Invalid($"Value {value} for parameter {member} is invalid. Reason: Must be >= {from} and <= {to}, if provided."); // observed
    }

    private static void CheckQueue(JsonObject request)
    {
        if (!request.Text("QueueUrl")!.EndsWith($"/{QueueName}", StringComparison.Ordinal))
        {
            throw NoQueue();
        }
    }
}
