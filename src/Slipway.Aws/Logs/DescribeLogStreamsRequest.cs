namespace Slipway.Aws.Logs;

/// <summary>Lists the streams of a log group.</summary>
public sealed record DescribeLogStreamsRequest
{
    /// <summary>The log group's name.</summary>
    public string? LogGroupName { get; init; }

    /// <summary>The log group's name or ARN, for another account's.</summary>
    public string? LogGroupIdentifier { get; init; }

    /// <summary>Streams whose names start so.</summary>
    public string? LogStreamNamePrefix { get; init; }

    /// <summary><c>LogStreamName</c> (default) or <c>LastEventTime</c>.</summary>
    public string? OrderBy { get; init; }

    /// <summary>Turns the order round.</summary>
    public bool? Descending { get; init; }

    /// <summary>Continues a listing.</summary>
    public string? NextToken { get; init; }

    /// <summary>1 to 50, 50 by default.</summary>
    public int? Limit { get; init; }
}
