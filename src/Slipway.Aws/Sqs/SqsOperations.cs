namespace Slipway.Aws.Sqs;

/// <summary>The operations of Amazon SQS that Slipway uses.</summary>
internal static class SqsOperations
{
    internal static JsonOperation<ReceiveMessageRequest, ReceiveMessageResponse> ReceiveMessage { get; } =
        new(nameof(ReceiveMessage), SqsJson.Default.ReceiveMessageRequest, SqsJson.Default.ReceiveMessageResponse);

    internal static JsonOperation<DeleteMessageRequest, DeleteMessageResponse> DeleteMessage { get; } =
        new(nameof(DeleteMessage), SqsJson.Default.DeleteMessageRequest, SqsJson.Default.DeleteMessageResponse);

    internal static JsonOperation<DeleteMessageBatchRequest, DeleteMessageBatchResponse> DeleteMessageBatch { get; } =
        new(nameof(DeleteMessageBatch), SqsJson.Default.DeleteMessageBatchRequest, SqsJson.Default.DeleteMessageBatchResponse);

    internal static JsonOperation<GetQueueUrlRequest, GetQueueUrlResponse> GetQueueUrl { get; } =
        new(nameof(GetQueueUrl), SqsJson.Default.GetQueueUrlRequest, SqsJson.Default.GetQueueUrlResponse);

    internal static JsonOperation<GetQueueAttributesRequest, GetQueueAttributesResponse> GetQueueAttributes { get; } =
        new(nameof(GetQueueAttributes), SqsJson.Default.GetQueueAttributesRequest, SqsJson.Default.GetQueueAttributesResponse);

    internal static JsonOperation<ChangeMessageVisibilityRequest, ChangeMessageVisibilityResponse> ChangeMessageVisibility { get; } =
        new(nameof(ChangeMessageVisibility), SqsJson.Default.ChangeMessageVisibilityRequest, SqsJson.Default.ChangeMessageVisibilityResponse);

    internal static JsonOperation<SendMessageRequest, SendMessageResponse> SendMessage { get; } =
        new(nameof(SendMessage), SqsJson.Default.SendMessageRequest, SqsJson.Default.SendMessageResponse);
}
