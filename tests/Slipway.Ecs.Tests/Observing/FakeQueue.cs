using System.Net;
using Slipway.Aws;
using Slipway.Aws.Sqs;

namespace Slipway.Ecs.Tests.Observing;

/// <summary>An SQS queue with long polls on a clock.</summary>
internal sealed class FakeQueue(TimeProvider time) : IQueues
{
    private readonly Queue<Message> _messages = new();
    private int _receipts;

    public List<string> Deleted { get; } = [];

    public int FailuresLeft { get; set; }

    public int Polls { get; private set; }

    public void Put(string body) => _messages.Enqueue(new Message { Body = body, ReceiptHandle = $"r{_receipts++}" });

    public async Task<ReceiveMessageResponse> ReceiveMessageAsync(ReceiveMessageRequest request, CancellationToken cancellationToken)
    {
        Polls++;
        if (FailuresLeft-- > 0)
            throw new AwsServerFaultException(new AwsError { Service = "sqs", Operation = "ReceiveMessage", Code = "InternalError", Reason = "again", StatusCode = HttpStatusCode.InternalServerError });
        if (_messages.Count == 0)
            await Task.Delay(TimeSpan.FromSeconds(request.WaitTimeSeconds ?? 0), time, cancellationToken);
        var batch = new List<Message>();
        while (batch.Count < request.MaxNumberOfMessages && _messages.TryDequeue(out var message))
            batch.Add(message);
        return new ReceiveMessageResponse { Messages = batch };
    }

    public Task<DeleteMessageBatchResponse> DeleteMessageBatchAsync(DeleteMessageBatchRequest request, CancellationToken cancellationToken)
    {
        Deleted.AddRange(request.Entries.Select(entry => entry.ReceiptHandle));
        return Task.FromResult(new DeleteMessageBatchResponse());
    }

    public Task<DeleteMessageResponse> DeleteMessageAsync(DeleteMessageRequest request, CancellationToken cancellationToken) => throw new NotSupportedException();

    public Task<GetQueueUrlResponse> GetQueueUrlAsync(GetQueueUrlRequest request, CancellationToken cancellationToken) => throw new NotSupportedException();

    public Task<GetQueueAttributesResponse> GetQueueAttributesAsync(GetQueueAttributesRequest request, CancellationToken cancellationToken) => throw new NotSupportedException();

    public Task<ChangeMessageVisibilityResponse> ChangeMessageVisibilityAsync(ChangeMessageVisibilityRequest request, CancellationToken cancellationToken) => throw new NotSupportedException();

    public Task<SendMessageResponse> SendMessageAsync(SendMessageRequest request, CancellationToken cancellationToken) => throw new NotSupportedException();
}
