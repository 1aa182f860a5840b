namespace Slipway.Aws.Sqs;

/// <summary>SQS queues. Every operation fails with an <see cref="AwsException"/>.</summary>
public interface IQueues
{
    /// <summary>Receives at most 10 messages, waiting up to 20 seconds for the first.</summary>
    Task<ReceiveMessageResponse> ReceiveMessageAsync(ReceiveMessageRequest request, CancellationToken cancellationToken);

    /// <summary>Deletes a received message.</summary>
    Task<DeleteMessageResponse> DeleteMessageAsync(DeleteMessageRequest request, CancellationToken cancellationToken);

    /// <summary>Deletes at most 10 received messages.</summary>
    Task<DeleteMessageBatchResponse> DeleteMessageBatchAsync(DeleteMessageBatchRequest request, CancellationToken cancellationToken);

    /// <summary>Looks up a queue by name.</summary>
    Task<GetQueueUrlResponse> GetQueueUrlAsync(GetQueueUrlRequest request, CancellationToken cancellationToken);

    /// <summary>Reads attributes of a queue.</summary>
    Task<GetQueueAttributesResponse> GetQueueAttributesAsync(GetQueueAttributesRequest request, CancellationToken cancellationToken);

    /// <summary>Hides a received message for longer, or shows it again.</summary>
    Task<ChangeMessageVisibilityResponse> ChangeMessageVisibilityAsync(ChangeMessageVisibilityRequest request, CancellationToken cancellationToken);

    /// <summary>Sends a message.</summary>
    Task<SendMessageResponse> SendMessageAsync(SendMessageRequest request, CancellationToken cancellationToken);
}
