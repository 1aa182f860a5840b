using Slipway.LocalEcs.Runtimes;

namespace Slipway.LocalEcs.Tests.Runtimes;

/// <summary>A log in memory that outlives the runtime object, as a database would.</summary>
internal sealed class CollectedLog : IContainerLog
{
    private readonly Lock _gate = new();
    private readonly List<OutputLine> _lines = [];
    private readonly List<(Func<IReadOnlyList<OutputLine>, bool> Until, TaskCompletionSource Seen)> _waiting = [];
    private long _position;

    public long Position
    {
        get
        {
            lock (_gate)
                return _position;
        }
    }

    public IReadOnlyList<string> Text
    {
        get
        {
            lock (_gate)
                return [.. _lines.Select(line => line.Text)];
        }
    }

    public IReadOnlyList<OutputLine> Lines
    {
        get
        {
            lock (_gate)
                return [.. _lines];
        }
    }

    public void Write(IReadOnlyList<OutputLine> lines, long position)
    {
        lock (_gate)
        {
            _lines.AddRange(lines);
            _position = position;
            foreach (var waiter in _waiting.Where(waiter => waiter.Until(_lines)).ToArray())
            {
                waiter.Seen.TrySetResult();
                _waiting.Remove(waiter);
            }
        }
    }

    /// <summary>Ends when a line with this text is there.</summary>
    public Task WaitForAsync(string text, CancellationToken cancellationToken) =>
        WaitAsync(lines => lines.Any(line => line.Text == text), $"'{text}'", cancellationToken);

    /// <summary>Ends when there is any line.</summary>
    public Task WaitForLineAsync(CancellationToken cancellationToken) => WaitAsync(lines => lines.Count > 0, "at all", cancellationToken);

    private async Task WaitAsync(Func<IReadOnlyList<OutputLine>, bool> until, string what, CancellationToken cancellationToken)
    {
        var seen = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        lock (_gate)
        {
            if (until(_lines))
                return;
            _waiting.Add((until, seen));
        }

        try
        {
            await seen.Task.WaitAsync(Deadlines.Container, cancellationToken);
        }
        catch (TimeoutException exception)
        {
            throw new TimeoutException($"No line {what}. The log holds:\n{string.Join('\n', Text)}", exception);
        }
    }
}
