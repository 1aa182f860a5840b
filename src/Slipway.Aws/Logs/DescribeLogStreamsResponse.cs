namespace Slipway.Aws.Logs;

/// <summary>A page of log streams.</summary>
public sealed record DescribeLogStreamsResponse
{
    /// <summary>The streams.</summary>
    public IReadOnlyList<LogStream> LogStreams { get; init => field = value ?? []; } = [];

    /// <summary>More to come when set.</summary>
    public string? NextToken { get; init; }
}
