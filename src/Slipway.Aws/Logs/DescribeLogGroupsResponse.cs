namespace Slipway.Aws.Logs;

/// <summary>A page of log groups.</summary>
public sealed record DescribeLogGroupsResponse
{
    /// <summary>The groups.</summary>
    public IReadOnlyList<LogGroup> LogGroups { get; init => field = value ?? []; } = [];

    /// <summary>More to come when set.</summary>
    public string? NextToken { get; init; }
}
