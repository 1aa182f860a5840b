namespace Slipway.Aws.Sqs;

/// <summary>Amazon SQS. Thread-safe; keep one for the life of the program.</summary>
public sealed class SqsClient : IQueues, IDisposable
{
    private readonly JsonServiceClient _service;

    /// <summary>Makes a client.</summary>
    /// <exception cref="AwsConfigurationException">There is no region, or the profile named does not exist.</exception>
    public SqsClient(AwsClientOptions options) => _service = new JsonServiceClient(JsonService.Sqs, options ?? throw new ArgumentNullException(nameof(options)));

    /// <inheritdoc/>
    public Task<ReceiveMessageResponse> ReceiveMessageAsync(ReceiveMessageRequest request, CancellationToken cancellationToken) =>
        _service.CallAsync(SqsOperations.ReceiveMessage, request, request?.QueueUrl, cancellationToken);

    /// <inheritdoc/>
    public Task<DeleteMessageResponse> DeleteMessageAsync(DeleteMessageRequest request, CancellationToken cancellationToken) =>
        _service.CallAsync(SqsOperations.DeleteMessage, request, request?.QueueUrl, cancellationToken);

    /// <inheritdoc/>
    public Task<DeleteMessageBatchResponse> DeleteMessageBatchAsync(DeleteMessageBatchRequest request, CancellationToken cancellationToken) =>
        _service.CallAsync(SqsOperations.DeleteMessageBatch, request, request?.QueueUrl, cancellationToken);

    /// <inheritdoc/>
    public Task<GetQueueUrlResponse> GetQueueUrlAsync(GetQueueUrlRequest request, CancellationToken cancellationToken) =>
        _service.CallAsync(SqsOperations.GetQueueUrl, request, request?.QueueName, cancellationToken);

    /// <inheritdoc/>
    public Task<GetQueueAttributesResponse> GetQueueAttributesAsync(GetQueueAttributesRequest request, CancellationToken cancellationToken) =>
        _service.CallAsync(SqsOperations.GetQueueAttributes, request, request?.QueueUrl, cancellationToken);

    /// <inheritdoc/>
    public Task<ChangeMessageVisibilityResponse> ChangeMessageVisibilityAsync(ChangeMessageVisibilityRequest request, CancellationToken cancellationToken) =>
        _service.CallAsync(SqsOperations.ChangeMessageVisibility, request, request?.QueueUrl, cancellationToken);

    /// <inheritdoc/>
    public Task<SendMessageResponse> SendMessageAsync(SendMessageRequest request, CancellationToken cancellationToken) =>
        _service.CallAsync(SqsOperations.SendMessage, request, request?.QueueUrl, cancellationToken);

    /// <summary>Closes the connections.</summary>
    public void Dispose() => _service.Dispose();
}
