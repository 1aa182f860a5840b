using System.Collections.Concurrent;
using Slipway.Core.Launches;

namespace Slipway.Ecs.Launching;

/// <summary>Wakes those who wait on a launch in this process when its record has changed, such as by a request to stop it.</summary>
internal sealed class LaunchSignals
{
    private readonly ConcurrentDictionary<LaunchId, TaskCompletionSource> _waiting = [];

    /// <summary>Completes with the next <see cref="Wake"/>. Take it before reading the record.</summary>
    internal Task Next(LaunchId id) => _waiting.GetOrAdd(id, static _ => new TaskCompletionSource()).Task;

    /// <summary>Wakes them, on this thread: not to be called under a lock.</summary>
    internal void Wake(LaunchId id)
    {
        if (_waiting.TryRemove(id, out var waiting))
            waiting.TrySetResult();
    }
}
