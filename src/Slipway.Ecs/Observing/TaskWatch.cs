using System.Threading.Channels;

namespace Slipway.Ecs.Observing;

/// <summary>
/// One observer's view of one ECS task: its versions in increasing order, each once, closed after STOPPED or after it was given up as lost.
/// Dispose it to stop watching earlier.
/// </summary>
public sealed class TaskWatch : IDisposable
{
    private readonly Channel<TaskSighting> _sightings =
        Channel.CreateUnbounded<TaskSighting>(new UnboundedChannelOptions { SingleReader = true, AllowSynchronousContinuations = false });

    private readonly Action<TaskWatch> _unwatch;

    internal TaskWatch(WatchedTask task, Action<TaskWatch> unwatch)
    {
        Watched = task;
        _unwatch = unwatch;
    }

    internal WatchedTask Watched { get; }

    /// <summary>Waits for the next sighting.</summary>
    /// <returns>Null after the last one.</returns>
    /// <exception cref="Slipway.Aws.AwsException">Observing is impossible: no permission, no credentials, no cluster.</exception>
    public async Task<TaskSighting?> NextAsync(CancellationToken cancellationToken)
    {
        while (await _sightings.Reader.WaitToReadAsync(cancellationToken))
        {
            if (_sightings.Reader.TryRead(out var sighting))
                return sighting;
        }

        return null;
    }

    /// <inheritdoc/>
    public void Dispose() => _unwatch(this);

    internal void Deliver(TaskSighting sighting)
    {
        _sightings.Writer.TryWrite(sighting);
        if (sighting.IsLost || sighting.Task.LastStatus == EcsTaskStatus.Stopped)
            _sightings.Writer.TryComplete();
    }

    internal void Fail(Exception exception) => _sightings.Writer.TryComplete(exception);
}
