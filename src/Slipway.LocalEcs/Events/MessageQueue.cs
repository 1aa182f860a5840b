namespace Slipway.LocalEcs.Events;

/// <summary>A standard queue as SQS has them: at least once, in no promised order, hidden for a while after each receipt. In memory.</summary>
/// <remarks>documented: https://docs.aws.amazon.com/AWSSimpleQueueService/latest/SQSDeveloperGuide/standard-queues.html</remarks>
internal sealed class MessageQueue(TimeProvider time)
{
    // documented: four days when nothing else is set.
    private static readonly TimeSpan Retention = TimeSpan.FromDays(4);

    private readonly Lock _lock = new();
    private readonly PriorityQueue<QueuedMessage, (DateTimeOffset VisibleAt, long Sequence)> _waiting = new();
    private readonly Dictionary<string, QueuedMessage> _messages = new(StringComparer.Ordinal);
    private TaskCompletionSource _arrived = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private long _sequence;

    /// <summary>How many messages may be received now, and how many are hidden.</summary>
    public (int Visible, int Hidden) Counts
    {
        get
        {
            lock (_lock)
            {
                var now = time.GetUtcNow();
                var visible = _waiting.UnorderedItems.Count(item => !item.Element.Deleted && item.Priority.VisibleAt <= now);
                return (visible, _messages.Count - visible);
            }
        }
    }

    /// <summary>Puts a message in, to be seen after a delay.</summary>
    public void Send(string body, TimeSpan delay)
    {
        lock (_lock)
        {
            var now = time.GetUtcNow();
            var message = new QueuedMessage(body, now);
            _messages[message.Id] = message;
            _waiting.Enqueue(message, (now + delay, _sequence++));
            Signal();
        }
    }

    /// <summary>Takes messages out and hides them, waiting for the first for a while.</summary>
    public async Task<IReadOnlyList<QueuedMessage>> ReceiveAsync(int max, TimeSpan hideFor, TimeSpan wait, CancellationToken cancellationToken)
    {
        var until = time.GetUtcNow() + wait;
        while (true)
        {
            Task arrived;
            TimeSpan left;
            lock (_lock)
            {
                var now = time.GetUtcNow();
                if (Take(max, hideFor, now) is { Count: > 0 } taken)
                {
                    return taken;
                }

                left = until - now;
                if (left <= TimeSpan.Zero)
                {
                    return [];
                }

                if (_waiting.TryPeek(out _, out var next) && next.VisibleAt - now < left)
                {
                    left = next.VisibleAt - now;
                }

                arrived = _arrived.Task;
            }

            await Task.WhenAny(arrived, Task.Delay(left, time, cancellationToken));
            cancellationToken.ThrowIfCancellationRequested();
        }
    }

    /// <summary>Deletes a message. One that is gone already is no error.</summary>
    public void Delete(string messageId)
    {
        lock (_lock)
        {
            if (_messages.Remove(messageId, out var message))
            {
                message.Deleted = true;
            }
        }
    }

    private List<QueuedMessage> Take(int max, TimeSpan hideFor, DateTimeOffset now)
    {
        var taken = new List<QueuedMessage>();
        while (taken.Count < max && _waiting.TryPeek(out var message, out var priority) && priority.VisibleAt <= now)
        {
            _waiting.Dequeue();
            if (message.Deleted)
            {
                continue;
            }

            if (now - message.SentAt > Retention)
            {
                _messages.Remove(message.Id);
                continue;
            }

            message.Receives++;
            message.FirstReceivedAt ??= now;
            taken.Add(message);
        }

        foreach (var message in taken)
        {
            _waiting.Enqueue(message, (now + hideFor, _sequence++));
        }

        return taken;
    }

    private void Signal()
    {
        _arrived.TrySetResult();
        _arrived = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
    }
}
