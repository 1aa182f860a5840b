using Slipway.Aws;
using Slipway.Aws.Sqs;

namespace Slipway.Ecs.Observing;

/// <summary>
/// Pulls "ECS Task State Change" events that an EventBridge rule puts into an SQS queue, and tells them to an observer. Events may come twice and out of
/// order: the observer goes by their version. One process reads a queue; what it does not watch is deleted as well, and others see it by their sweeps.
/// </summary>
public sealed class TaskEventFeed : IAsyncDisposable
{
    // ReceiveMessage's limits (SQS API Reference): 10 messages, 20 seconds.
    private const int MessagesPerPoll = 10;
    private const int PollSeconds = 20;

    private static readonly TimeSpan FirstBackOff = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan LongestBackOff = TimeSpan.FromMinutes(1);

    private readonly IQueues _queues;
    private readonly string _queueUrl;
    private readonly EcsTaskObserver _observer;
    private readonly TimeProvider _time;
    private readonly CancellationTokenSource _end = new();
    private Task? _loop;

    /// <summary>Makes a feed; <see cref="Start"/> begins to read.</summary>
    public TaskEventFeed(IQueues queues, string queueUrl, EcsTaskObserver observer, TimeProvider time)
    {
        _queues = queues;
        _queueUrl = queueUrl;
        _observer = observer;
        _time = time;
    }

    /// <summary>The last error of the queue in words; null when it answers. The sweep goes on either way.</summary>
    public string? LastError { get; private set; }

    /// <summary>Begins to read the queue; doing it twice is no error.</summary>
    public void Start() => _loop ??= LoopAsync(_end.Token);

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        _end.Cancel();
        if (_loop is { } loop)
            await loop;
        _end.Dispose();
    }

    private async Task LoopAsync(CancellationToken cancellationToken)
    {
        await Task.Yield();
        var backOff = FirstBackOff;
        while (!cancellationToken.IsCancellationRequested)
        {
            try
            {
                await PollAsync(cancellationToken);
                LastError = null;
                backOff = FirstBackOff;
            }
            catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
            {
                return;
            }
            catch (AwsException exception)
            {
                LastError = exception.Message;
                await Task.Delay(backOff, _time, cancellationToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing | ConfigureAwaitOptions.ContinueOnCapturedContext);
                backOff = backOff * 2 < LongestBackOff ? backOff * 2 : LongestBackOff;
            }
        }
    }

    private async Task PollAsync(CancellationToken cancellationToken)
    {
        var answer = await _queues.ReceiveMessageAsync(
            new ReceiveMessageRequest { QueueUrl = _queueUrl, MaxNumberOfMessages = MessagesPerPoll, WaitTimeSeconds = PollSeconds }, cancellationToken);
        foreach (var message in answer.Messages)
        {
            if (TaskEventParser.Parse(message.Body) is { } task)
                _observer.Tell(task);
        }

        _observer.Health.Polled(empty: answer.Messages.Count == 0);

        // Only now: a message that was not told comes again.
        var entries = answer.Messages
            .Select((message, index) => (message.ReceiptHandle, Id: $"m{index}"))
            .Where(entry => entry.ReceiptHandle is not null)
            .Select(entry => new DeleteMessageBatchEntry { Id = entry.Id, ReceiptHandle = entry.ReceiptHandle! })
            .ToList();
        if (entries.Count > 0)
            await _queues.DeleteMessageBatchAsync(new DeleteMessageBatchRequest { QueueUrl = _queueUrl, Entries = entries }, cancellationToken);
    }
}
