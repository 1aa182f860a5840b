using Slipway.LocalEcs.Runtimes;

namespace Slipway.LocalEcs.Simulation;

/// <summary>A container that is only a timer.</summary>
internal sealed class SimulatedContainer(ContainerPlan plan, SimulatedScript script, DateTimeOffset startedAt, TimeProvider time) : IRunningContainer
{
    private const int TermExitCode = 143;
    private const int KillExitCode = 137;

    // A simulated container logs in portions: a timer for each line would cost more than the container.
    private const int MaxPortions = 10;

    private readonly TaskCompletionSource<ContainerExit> _exited = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly Lock _lock = new();
    private ITimer? _timer;

    /// <inheritdoc/>
    public string RuntimeId => $"{plan.TaskId}-{plan.Name}";

    /// <inheritdoc/>
    public Task<ContainerExit> Exited => _exited.Task;

    /// <summary>Starts the timer; what should have happened since the start happens at once.</summary>
    public void Go()
    {
        lock (_lock)
        {
            _timer = time.CreateTimer(_ => Tick(), null, Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
        }

        Tick();
    }

    /// <inheritdoc/>
    public async Task StopAsync(TimeSpan stopTimeout, CancellationToken cancellationToken)
    {
        if (stopTimeout > TimeSpan.Zero)
        {
            if (!script.IgnoresTerm)
            {
                End(TermExitCode);
            }

            try
            {
                await _exited.Task.WaitAsync(stopTimeout, time, cancellationToken);
                return;
            }
            catch (TimeoutException)
            {
                // Killed below.
            }
        }

        End(KillExitCode);
    }

    /// <inheritdoc/>
    public Task<int> ExecAsync(IReadOnlyList<string> command, TimeSpan timeout, CancellationToken cancellationToken) =>
        Task.FromResult(command is ["false", ..] or ["/bin/sh", "-c", "false" or "exit 1"] ? 1 : 0);

    private void Tick()
    {
        lock (_lock)
        {
            if (_exited.Task.IsCompleted)
            {
                return;
            }

            var now = time.GetUtcNow();
            var endsAt = startedAt + TimeSpan.FromSeconds(script.Seconds);
            Log(now < endsAt ? now : endsAt);
            if (now < endsAt)
            {
                var portion = TimeSpan.FromSeconds(script.Seconds / MaxPortions);
                var wait = script.Lines > 0 && portion < endsAt - now ? portion : endsAt - now;
                _timer!.Change(wait > TimeSpan.FromMilliseconds(1) ? wait : TimeSpan.FromMilliseconds(1), Timeout.InfiniteTimeSpan);
                return;
            }
        }

        End(script.ExitCode);
    }

    private void Log(DateTimeOffset until)
    {
        var due = script.Seconds == 0 ? script.Lines : (int)(script.Lines * Math.Min(1, (until - startedAt).TotalSeconds / script.Seconds));
        var first = (int)plan.Log.Position;
        if (due <= first)
        {
            return;
        }

        var lines = Enumerable.Range(first + 1, due - first)
            .Select(n => new OutputLine(startedAt + TimeSpan.FromSeconds(script.Seconds * n / script.Lines), $"line {n} of {script.Lines}"))
            .ToList();
        plan.Log.Write(lines, due);
    }

    private void End(int exitCode)
    {
        lock (_lock)
        {
            _timer?.Dispose();
        }

        _exited.TrySetResult(new ContainerExit(exitCode));
    }
}
