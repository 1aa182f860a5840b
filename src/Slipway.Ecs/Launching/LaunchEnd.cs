namespace Slipway.Ecs.Launching;

/// <summary>Whether and when a stored launch ended, as the stores index it.</summary>
internal static class LaunchEnd
{
    /// <summary>Whether a launcher has something left to do for it.</summary>
    internal static bool IsOpen(LaunchRecord record) => record.Result is null || (record.Policy == RevisionPolicy.PerRun && !record.RevisionReleased);

    /// <summary>When it ended; null while it goes on.</summary>
    internal static DateTimeOffset? At(LaunchRecord record) =>
        record.Result is { } result ? result.Timings.StoppedAt ?? record.EcsTaskKnownAt ?? record.OrderedAt : null;
}
