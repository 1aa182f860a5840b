using Slipway.Aws.Sqs;
using Slipway.TestKits.Components;

namespace Slipway.Aws.Tests.Standin;

public sealed class SqsRoundTripTests(MotoServer moto) : StandinTests(moto)
{
    [Fact]
    public async Task Messages_are_sent_received_and_deleted()
    {
        await Boto3.RunAsync(Moto, """client("sqs").create_queue(QueueName="events", Attributes={"VisibilityTimeout": "60"})""", Cancel);
        using var sqs = new SqsClient(Options);
        var url = (await sqs.GetQueueUrlAsync(new GetQueueUrlRequest { QueueName = "events" }, Cancel)).QueueUrl;
        var attribute = new MessageAttributeValue { DataType = "Binary", BinaryValue = new byte[] { 1, 255 } };

        var sent = await sqs.SendMessageAsync(
            new SendMessageRequest { QueueUrl = url, MessageBody = "one", MessageAttributes = new Dictionary<string, MessageAttributeValue> { ["raw"] = attribute } },
            Cancel);
        await sqs.SendMessageAsync(new SendMessageRequest { QueueUrl = url, MessageBody = "two" }, Cancel);
        var received = await sqs.ReceiveMessageAsync(
            new ReceiveMessageRequest { QueueUrl = url, MaxNumberOfMessages = 10, MessageAttributeNames = ["All"], MessageSystemAttributeNames = ["All"] },
            Cancel);
        var hidden = await sqs.ReceiveMessageAsync(new ReceiveMessageRequest { QueueUrl = url, MaxNumberOfMessages = 10 }, Cancel);
        var one = received.Messages.Single(message => message.Body == "one");
        var two = received.Messages.Single(message => message.Body == "two");
        await sqs.ChangeMessageVisibilityAsync(new ChangeMessageVisibilityRequest { QueueUrl = url, ReceiptHandle = two.ReceiptHandle!, VisibilityTimeout = 0 }, Cancel);
        var again = await sqs.ReceiveMessageAsync(new ReceiveMessageRequest { QueueUrl = url, MaxNumberOfMessages = 10 }, Cancel);
        var deleted = await sqs.DeleteMessageBatchAsync(
            new DeleteMessageBatchRequest { QueueUrl = url, Entries = [new DeleteMessageBatchEntry { Id = "a", ReceiptHandle = one.ReceiptHandle! }] },
            Cancel);
        await sqs.DeleteMessageAsync(new DeleteMessageRequest { QueueUrl = url, ReceiptHandle = again.Messages[0].ReceiptHandle! }, Cancel);
        var attributes = await sqs.GetQueueAttributesAsync(new GetQueueAttributesRequest { QueueUrl = url, AttributeNames = ["All"] }, Cancel);

        Assert.Equal(sent.MessageId, one.MessageId);
        Assert.Equal(sent.Md5OfMessageBody, one.Md5OfBody);
        Assert.Equal([1, 255], one.MessageAttributes!["raw"].BinaryValue!.Value.ToArray());
        Assert.Equal("1", one.Attributes!["ApproximateReceiveCount"]);
        Assert.Empty(hidden.Messages);
        Assert.Equal("two", Assert.Single(again.Messages).Body);
        Assert.Equal("a", Assert.Single(deleted.Successful).Id);
        Assert.Empty(deleted.Failed);
        Assert.Equal("0", attributes.Attributes["ApproximateNumberOfMessages"]);
        Assert.Equal("60", attributes.Attributes["VisibilityTimeout"]);
    }

    [Fact]
    public async Task A_missing_queue_is_not_found()
    {
        using var sqs = new SqsClient(Options);

        await Assert.ThrowsAsync<AwsNotFoundException>(() => sqs.GetQueueUrlAsync(new GetQueueUrlRequest { QueueName = "none" }, Cancel));
    }
}
