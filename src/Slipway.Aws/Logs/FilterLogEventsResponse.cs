namespace Slipway.Aws.Logs;

/// <summary>A page of events; it may be empty while <see cref="NextToken"/> is set.</summary>
public sealed record FilterLogEventsResponse
{
    /// <summary>The events.</summary>
    public IReadOnlyList<FilteredLogEvent> Events { get; init => field = value ?? []; } = [];

    /// <summary>More to come when set.</summary>
    public string? NextToken { get; init; }
}
