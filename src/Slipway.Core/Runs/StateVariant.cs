namespace Slipway.Core.Runs;

/// <summary>The named variant of a <see cref="RunState"/>: why it is in that state, where that matters to people. In JSON kebab case.</summary>
public enum StateVariant
{
    /// <summary>The state says it all.</summary>
    None,

    /// <summary>Of <see cref="RunState.Scheduled"/> or <see cref="RunState.Pending"/>: it should have started by now.</summary>
    Late,

    /// <summary>Of <see cref="RunState.Failed"/>: it ran longer than allowed.</summary>
    TimedOut,

    /// <summary>Of <see cref="RunState.Completed"/>: a recorded result was returned; nothing ran.</summary>
    Cached,

    /// <summary>Of <see cref="RunState.Crashed"/>: what became of it can't be found out.</summary>
    Lost,

    /// <summary>Of <see cref="RunState.Failed"/>: it never ran, because something that it needs failed.</summary>
    UpstreamFailed,
}
