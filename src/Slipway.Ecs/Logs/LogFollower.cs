using Slipway.Aws;
using Slipway.Aws.Logs;
using Slipway.Ecs.Budgets;
using Slipway.Ecs.Observing;

namespace Slipway.Ecs.Logs;

/// <summary>
/// Follows log streams by CloudWatch's GetLogEvents inside the account's budget, which is small (10 calls a second in some regions): logs that somebody
/// watches come first. Paging by forward token gives every line once.
/// </summary>
public sealed class LogFollower
{
    // A page that holds this much is likely to be followed by another; a smaller one was all there was. CloudWatch's own limits are 10,000 lines and 1 MB.
    private const int FullPage = 1_000;
    private const int FullPageCharacters = 256 * 1024;

    private static readonly TimeSpan NotableBacklog = TimeSpan.FromSeconds(5);
    private static readonly TimeSpan LongestBackOff = TimeSpan.FromSeconds(30);

    private readonly BudgetedLogReads _watched;
    private readonly BudgetedLogReads _unwatched;
    private readonly TimeProvider _time;
    private readonly LogOptions _options;

    /// <summary>Makes a follower.</summary>
    /// <param name="logs">CloudWatch Logs, without a budget of its own.</param>
    /// <param name="budgets">The account's budgets in the log groups' region.</param>
    /// <param name="time">The clock.</param>
    /// <param name="options">How closely to follow; null means the defaults.</param>
    public LogFollower(ILogReads logs, QuotaBudgets budgets, TimeProvider time, LogOptions? options = null)
    {
        _watched = new BudgetedLogReads(logs, budgets, BudgetPriority.Launch);
        _unwatched = new BudgetedLogReads(logs, budgets, BudgetPriority.Housekeeping);
        _time = time;
        _options = options ?? new LogOptions();
    }

    /// <summary>
    /// Follows a log until it ends: after <paramref name="stopped"/>, when a read brought nothing new and <see cref="LogOptions.Settling"/> has passed.
    /// A stream that does not exist yet is waited for.
    /// </summary>
    /// <param name="log">The stream.</param>
    /// <param name="sink">Takes the lines.</param>
    /// <param name="stopped">Completes when no container writes any more, with whether one ever ran: otherwise there is nothing to wait for.</param>
    /// <param name="cancellationToken">Ends the following at once.</param>
    public async Task FollowAsync(FollowedLog log, ILogSink sink, Task<bool> stopped, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(log);
        ArgumentNullException.ThrowIfNull(sink);
        ArgumentNullException.ThrowIfNull(stopped);

        var position = log.From;
        var backlog = new BacklogGauge(sink);
        TimeSpan? backOff = null;
        long? settlingSince = null;
        while (true)
        {
            // Taken before the read: what is written before the stop is in a read that begins after it.
            var hasStopped = stopped.IsCompleted;
            if (hasStopped)
                settlingSince ??= _time.GetTimestamp();

            var page = Page.Nothing;
            try
            {
                page = await ReadAsync(log, position, sink, backlog, cancellationToken);
                position = page.Position;
                backOff = null;
            }
            catch (AwsNotFoundException)
            {
                // The stream appears with its first line, the group at the latest by then.
            }
            catch (AwsException exception) when (exception is AwsServerFaultException or AwsUnreachableException)
            {
                backOff = backOff is { } before && before * 2 < LongestBackOff ? before * 2 : backOff is null ? TimeSpan.FromSeconds(1) : LongestBackOff;
                await Task.Delay(backOff.Value, _time, cancellationToken);
                continue;
            }
            catch (AwsException exception)
            {
                sink.Unavailable(exception.Message);
                return;
            }

            if (page.Advanced && (page.Full || hasStopped))
                continue;
            backlog.CaughtUp();
            if (settlingSince is { } since && (!await stopped || _time.GetElapsedTime(since) >= _options.Settling))
                return;

            await PauseAsync(sink, stopped, settlingSince, cancellationToken);
        }
    }

    private async Task<Page> ReadAsync(FollowedLog log, string? position, ILogSink sink, BacklogGauge backlog, CancellationToken cancellationToken)
    {
        var reads = sink.IsWatched ? _watched : _unwatched;
        var page = await reads.GetLogEventsAsync(
            new GetLogEventsRequest { LogGroupName = log.Group, LogStreamName = log.Stream, NextToken = position, StartFromHead = true }, cancellationToken);
        foreach (var line in page.Events)
            sink.Line(line.Timestamp, line.Message ?? "");
        if (page.Events.Count > 0)
            backlog.ReadUpTo(page.Events[^1].Timestamp, _time.GetUtcNow());

        // CloudWatch says "the end" by repeating the token that was sent; an empty page with another token says "go on".
        var next = page.NextForwardToken ?? position;
        var advanced = next != position;
        if (next is not null && advanced)
            sink.Position(next);
        return new Page(next, advanced, Full: page.Events.Count is 0 or >= FullPage || page.Events.Sum(line => line.Message?.Length ?? 0) >= FullPageCharacters);
    }

    private async Task PauseAsync(ILogSink sink, Task<bool> stopped, long? settlingSince, CancellationToken cancellationToken)
    {
        var pause = sink.IsWatched ? _options.Watched : _options.Unwatched;
        if (settlingSince is { } since)
        {
            var left = _options.Settling - _time.GetElapsedTime(since);
            pause = left < _options.Watched ? left : _options.Watched;
            await Task.Delay(pause > TimeSpan.FromMilliseconds(1) ? pause : TimeSpan.FromMilliseconds(1), _time, cancellationToken);
            return;
        }

        await Signals.WaitAsync(stopped, pause, _time, cancellationToken);
    }

    private sealed record Page(string? Position, bool Advanced, bool Full)
    {
        internal static Page Nothing { get; } = new(null, Advanced: false, Full: false);
    }

    private sealed class BacklogGauge(ILogSink sink)
    {
        private TimeSpan _told;

        internal void ReadUpTo(DateTimeOffset line, DateTimeOffset now)
        {
            var behind = now - line;
            if (behind >= NotableBacklog && (behind >= _told * 1.5 || behind <= _told * 0.5))
                Tell(behind);
        }

        internal void CaughtUp()
        {
            if (_told > TimeSpan.Zero)
                Tell(TimeSpan.Zero);
        }

        private void Tell(TimeSpan behind)
        {
            _told = behind;
            sink.Backlog(behind);
        }
    }
}
