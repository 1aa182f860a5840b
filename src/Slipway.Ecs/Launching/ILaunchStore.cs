using Slipway.Core.Launches;

namespace Slipway.Ecs.Launching;

/// <summary>
/// Keeps launches. What it has accepted outlives a crash of the process, and a power cut of the machine. Every write is conditional on the version that was
/// read, so several launchers may work on one launch.
/// </summary>
public interface ILaunchStore
{
    /// <summary>Reads a launch at its newest state; null when the store does not know it.</summary>
    Task<LaunchRecord?> GetAsync(LaunchId id, CancellationToken cancellationToken);

    /// <summary>Writes a launch if the stored version is still <see cref="LaunchRecord.Version"/> (0: if there is none).</summary>
    /// <returns>The record with its new version; null when somebody else wrote in between, and nothing was written.</returns>
    Task<LaunchRecord?> TryPutAsync(LaunchRecord record, CancellationToken cancellationToken);

    /// <summary>The launches that have not ended, or whose own revision is not released yet: what a launcher takes up again after a restart.</summary>
    Task<IReadOnlyList<LaunchId>> ListOpenAsync(CancellationToken cancellationToken);

    /// <summary>Forgets launches that ended before a moment.</summary>
    /// <returns>How many.</returns>
    Task<int> PruneAsync(DateTimeOffset endedBefore, CancellationToken cancellationToken);
}
