namespace Slipway.Reporting;

/// <summary>Something that happened in a flow run.</summary>
public abstract record RunEvent
{
    /// <summary>Its number in the flow run, from 1 without gaps.</summary>
    public required long Sequence { get; init; }

    /// <summary>When it happened, UTC.</summary>
    public required DateTimeOffset At { get; init; }
}
