namespace Slipway.Aws.Logs;

/// <summary>The operations of CloudWatch Logs that Slipway uses.</summary>
internal static class LogsOperations
{
    internal static JsonOperation<GetLogEventsRequest, GetLogEventsResponse> GetLogEvents { get; } =
        new(nameof(GetLogEvents), LogsJson.Default.GetLogEventsRequest, LogsJson.Default.GetLogEventsResponse);

    internal static JsonOperation<FilterLogEventsRequest, FilterLogEventsResponse> FilterLogEvents { get; } =
        new(nameof(FilterLogEvents), LogsJson.Default.FilterLogEventsRequest, LogsJson.Default.FilterLogEventsResponse);

    internal static JsonOperation<DescribeLogStreamsRequest, DescribeLogStreamsResponse> DescribeLogStreams { get; } =
        new(nameof(DescribeLogStreams), LogsJson.Default.DescribeLogStreamsRequest, LogsJson.Default.DescribeLogStreamsResponse);

    internal static JsonOperation<DescribeLogGroupsRequest, DescribeLogGroupsResponse> DescribeLogGroups { get; } =
        new(nameof(DescribeLogGroups), LogsJson.Default.DescribeLogGroupsRequest, LogsJson.Default.DescribeLogGroupsResponse);

    internal static JsonOperation<CreateLogGroupRequest, CreateLogGroupResponse> CreateLogGroup { get; } =
        new(nameof(CreateLogGroup), LogsJson.Default.CreateLogGroupRequest, LogsJson.Default.CreateLogGroupResponse);

    internal static JsonOperation<PutRetentionPolicyRequest, PutRetentionPolicyResponse> PutRetentionPolicy { get; } =
        new(nameof(PutRetentionPolicy), LogsJson.Default.PutRetentionPolicyRequest, LogsJson.Default.PutRetentionPolicyResponse);
}
