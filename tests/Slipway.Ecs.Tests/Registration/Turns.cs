namespace Slipway.Ecs.Tests.Registration;

/// <summary>Lets machines take their steps one at a time, in an order that somebody chooses.</summary>
internal sealed class Turns
{
    private readonly List<(string Machine, TaskCompletionSource Turn)> _waiting = [];

    /// <summary>Who waits for a turn.</summary>
    public IReadOnlyList<string> Waiting => [.. _waiting.Select(one => one.Machine)];

    // Continues where the turn is given: on the test's own thread, so that one seed is one order.
    public Task NextAsync(string machine)
    {
        var turn = new TaskCompletionSource();
        _waiting.Add((machine, turn));
        return turn.Task;
    }

    public void Give(int which)
    {
        var (_, turn) = _waiting[which];
        _waiting.RemoveAt(which);
        turn.SetResult();
    }
}
