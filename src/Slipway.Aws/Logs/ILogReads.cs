namespace Slipway.Aws.Logs;

/// <summary>Reads CloudWatch Logs. Every operation fails with an <see cref="AwsException"/>.</summary>
public interface ILogReads
{
    /// <summary>Reads one log stream, a page at a time.</summary>
    Task<GetLogEventsResponse> GetLogEventsAsync(GetLogEventsRequest request, CancellationToken cancellationToken);

    /// <summary>Searches a log group, a page at a time.</summary>
    Task<FilterLogEventsResponse> FilterLogEventsAsync(FilterLogEventsRequest request, CancellationToken cancellationToken);

    /// <summary>Lists log streams, a page at a time.</summary>
    Task<DescribeLogStreamsResponse> DescribeLogStreamsAsync(DescribeLogStreamsRequest request, CancellationToken cancellationToken);

    /// <summary>Lists log groups, a page at a time.</summary>
    Task<DescribeLogGroupsResponse> DescribeLogGroupsAsync(DescribeLogGroupsRequest request, CancellationToken cancellationToken);
}
