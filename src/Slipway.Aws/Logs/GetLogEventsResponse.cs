namespace Slipway.Aws.Logs;

/// <summary>A page of events, oldest first. The end is reached when the forward token is the one that was sent.</summary>
public sealed record GetLogEventsResponse
{
    /// <summary>The events.</summary>
    public IReadOnlyList<OutputLogEvent> Events { get; init => field = value ?? []; } = [];

    /// <summary>Continues towards newer events.</summary>
    public string? NextForwardToken { get; init; }

    /// <summary>Continues towards older events.</summary>
    public string? NextBackwardToken { get; init; }
}
