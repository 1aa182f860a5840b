namespace Slipway.LocalEcs.Tasks;

/// <summary>An ECS task in the book: what it is now, and what readers may already see of it.</summary>
internal sealed class TaskEntry(EcsTask task, long sequence)
{
    private readonly Queue<(DateTimeOffset From, EcsTask Task)> _unseen = new();
    private EcsTask? _seen;
    private volatile EcsTask _current = task;

    /// <summary>Held while the ECS task changes, so that versions are written and published in order.</summary>
    public Lock Changing { get; } = new();

    /// <summary>The order of creation.</summary>
    public long Sequence { get; } = sequence;

    /// <summary>The newest version.</summary>
    public EcsTask Current => _current;

    /// <summary>Becomes the next version. Called under <see cref="Changing"/>.</summary>
    public void Become(EcsTask next) => _current = next;

    /// <summary>Makes the newest version visible from a time on. Called under <see cref="Changing"/>.</summary>
    public void ShowFrom(DateTimeOffset at) => _unseen.Enqueue((at, Current));

    /// <summary>What readers see at a time; null while even the creation has not reached them.</summary>
    public EcsTask? VisibleAt(DateTimeOffset now)
    {
        lock (Changing)
        {
            while (_unseen.TryPeek(out var next) && next.From <= now)
            {
                _seen = _unseen.Dequeue().Task;
            }

            return _seen;
        }
    }
}
