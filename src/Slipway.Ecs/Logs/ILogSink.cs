namespace Slipway.Ecs.Logs;

/// <summary>Takes the lines of one followed log. Calls come one after the other.</summary>
public interface ILogSink
{
    /// <summary>Whether somebody waits for the lines now: such logs are read first and more often.</summary>
    bool IsWatched { get; }

    /// <summary>A line.</summary>
    /// <param name="at">When the container wrote it.</param>
    /// <param name="line">The line.</param>
    void Line(DateTimeOffset at, string line);

    /// <summary>
    /// The place after all lines so far. Following again from it gives every line after it, once. Whoever keeps it beside what it did with the lines
    /// sees no gap and no duplicate across restarts.
    /// </summary>
    /// <param name="position">CloudWatch's forward token; valid for 24 hours (GetLogEvents, API Reference).</param>
    void Position(string position);

    /// <summary>How far behind the log the lines are; called when that changes notably.</summary>
    void Backlog(TimeSpan behind);

    /// <summary>The log cannot be read. The launch goes on.</summary>
    /// <param name="reason">Why, and what to do.</param>
    void Unavailable(string reason);
}
