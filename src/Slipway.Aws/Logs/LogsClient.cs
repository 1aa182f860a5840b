namespace Slipway.Aws.Logs;

/// <summary>CloudWatch Logs. Thread-safe; keep one for the life of the program.</summary>
public sealed class LogsClient : ILogReads, ILogGroups, IDisposable
{
    private readonly JsonServiceClient _service;

    /// <summary>Makes a client.</summary>
    /// <exception cref="AwsConfigurationException">There is no region, or the profile named does not exist.</exception>
    public LogsClient(AwsClientOptions options) => _service = new JsonServiceClient(JsonService.Logs, options ?? throw new ArgumentNullException(nameof(options)));

    /// <inheritdoc/>
    public Task<GetLogEventsResponse> GetLogEventsAsync(GetLogEventsRequest request, CancellationToken cancellationToken) =>
        _service.CallAsync(LogsOperations.GetLogEvents, request, $"{request?.LogGroupName ?? request?.LogGroupIdentifier} {request?.LogStreamName}", cancellationToken);

    /// <inheritdoc/>
    public Task<FilterLogEventsResponse> FilterLogEventsAsync(FilterLogEventsRequest request, CancellationToken cancellationToken) =>
        _service.CallAsync(LogsOperations.FilterLogEvents, request, request?.LogGroupName ?? request?.LogGroupIdentifier, cancellationToken);

    /// <inheritdoc/>
    public Task<DescribeLogStreamsResponse> DescribeLogStreamsAsync(DescribeLogStreamsRequest request, CancellationToken cancellationToken) =>
        _service.CallAsync(LogsOperations.DescribeLogStreams, request, request?.LogGroupName ?? request?.LogGroupIdentifier, cancellationToken);

    /// <inheritdoc/>
    public Task<DescribeLogGroupsResponse> DescribeLogGroupsAsync(DescribeLogGroupsRequest request, CancellationToken cancellationToken) =>
        _service.CallAsync(LogsOperations.DescribeLogGroups, request, request?.LogGroupNamePrefix, cancellationToken);

    /// <inheritdoc/>
    public Task<CreateLogGroupResponse> CreateLogGroupAsync(CreateLogGroupRequest request, CancellationToken cancellationToken) =>
        _service.CallAsync(LogsOperations.CreateLogGroup, request, request?.LogGroupName, cancellationToken);

    /// <inheritdoc/>
    public Task<PutRetentionPolicyResponse> PutRetentionPolicyAsync(PutRetentionPolicyRequest request, CancellationToken cancellationToken) =>
        _service.CallAsync(LogsOperations.PutRetentionPolicy, request, request?.LogGroupName, cancellationToken);

    /// <summary>Closes the connections.</summary>
    public void Dispose() => _service.Dispose();
}
