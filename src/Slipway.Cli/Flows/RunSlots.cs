namespace Slipway.Cli.Flows;

/// <summary>Room for a number of containers at the same time; who waits longest gets in first.</summary>
/// <param name="count">How many there is room for.</param>
internal sealed class RunSlots(int count)
{
    private readonly Lock _gate = new();
    private readonly LinkedList<TaskCompletionSource<bool>> _waiting = [];
    private int _free = count;

    /// <summary>Waits for room and takes it.</summary>
    /// <returns>False when it was stopped before there was room.</returns>
    public async Task<bool> EnterAsync(CancellationToken stop)
    {
        TaskCompletionSource<bool> turn;
        lock (_gate)
        {
            if (stop.IsCancellationRequested)
                return false;
            if (_free > 0)
            {
                _free--;
                return true;
            }

            turn = new TaskCompletionSource<bool>();
            _waiting.AddLast(turn);
        }

        await using var registration = stop.Register(() => GiveUp(turn));
        return await turn.Task;
    }

    /// <summary>Makes room for the next one.</summary>
    public void Leave()
    {
        TaskCompletionSource<bool>? next = null;
        lock (_gate)
        {
            if (_waiting.First is { } first)
            {
                next = first.Value;
                _waiting.RemoveFirst();
            }
            else
            {
                _free++;
            }
        }

        next?.TrySetResult(true);
    }

    private void GiveUp(TaskCompletionSource<bool> turn)
    {
        lock (_gate)
        {
            if (!_waiting.Remove(turn))
                return;
        }

        turn.TrySetResult(false);
    }
}
