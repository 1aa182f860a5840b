namespace Slipway.Cli.Flows;

/// <summary>A launch between its beginning and its end, which may be asked to stop at any point of it.</summary>
internal sealed class RunningLaunch : IDisposable
{
    private readonly Lock _gate = new();
    private readonly CancellationTokenSource _stopping = new();
    private readonly CancellationToken _token;
    private readonly TaskCompletionSource<string?> _known = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private bool _ended;

    /// <summary>A launch that nobody knows yet.</summary>
    public RunningLaunch() => _token = _stopping.Token;

    /// <summary>Cancelled when it is to stop: what has not been started is not started then.</summary>
    public CancellationToken Stopping => _token;

    /// <summary>The launch store knows it.</summary>
    public void Known(string cluster) => _known.TrySetResult(cluster);

    /// <summary>It has ended, known or not.</summary>
    public void End()
    {
        lock (_gate)
            _ended = true;
        _known.TrySetResult(null);
    }

    /// <summary>Asks it to stop.</summary>
    /// <returns>The cluster to stop it in, once the launch store knows it; null when it ended without that.</returns>
    public Task<string?> StopAsync(CancellationToken cancellationToken)
    {
        lock (_gate)
        {
            if (!_ended)
                _stopping.Cancel();
        }

        return _known.Task.WaitAsync(cancellationToken);
    }

    /// <inheritdoc/>
    public void Dispose() => _stopping.Dispose();
}
