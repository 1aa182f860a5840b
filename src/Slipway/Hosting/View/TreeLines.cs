using Slipway.Core.Runs;
using Slipway.Core.Text;

namespace Slipway.Hosting.View;

/// <summary>Draws a flow run as a tree of its tasks: pure, from what is known and the time it is.</summary>
internal static class TreeLines
{
    private const int BarWidth = 20;
    private const int MaxNameColumn = 44;

    /// <summary>The lines, no more than <paramref name="height"/>, each no wider than <paramref name="width"/>.</summary>
    /// <param name="view">The run.</param>
    /// <param name="now">The time, for what still runs.</param>
    /// <param name="width">Columns.</param>
    /// <param name="height">Lines; what does not fit is counted in the last one.</param>
    /// <param name="spinner">What stands before what runs.</param>
    public static IReadOnlyList<StyledLine> Of(RunView view, DateTimeOffset now, int width, int height, string spinner)
    {
        var lines = new List<StyledLine> { Head(view, now, spinner) };
        var rows = TreeRows.Choose(view.Root, Math.Max(0, height - 1));
        var column = rows.Shown.Count == 0 ? 0 : Math.Min(MaxNameColumn, rows.Shown.Max(row => row.Guide.Length + 2 + Columns.Of(row.Node.Name)));
        foreach (var row in rows.Shown)
            lines.Add(Row(row, column, now, spinner));
        if (rows.Hidden.Count > 0 && height > 1)
            lines.Add(new StyledLine().Add($"   … {rows.Hidden.Count} more: {Counts(rows.Hidden)}", Tone.Dim));
        return [.. lines.Select(line => line.Within(width))];
    }

    private static StyledLine Head(RunView view, DateTimeOffset now, string spinner)
    {
        var (glyph, tone) = Glyph(view.State, view.Variant, spinner);
        var line = new StyledLine().Add(glyph + " ", tone).Add(view.Flow, Tone.Bold);
        if (!string.Equals(view.Name, view.Flow, StringComparison.Ordinal))
            line.Add("  " + view.Name);
        line.Add("  " + Elapsed.Of((view.State.IsFinal() ? view.LastAt : now) - view.StartedAt), Tone.Dim);
        if (view.Attempt > 1)
            line.Add($"  attempt {view.Attempt}", Tone.Notice);
        if (view.State is RunState.Cancelling or RunState.AwaitingRetry)
            line.Add($"  {Word(view.State, view.Variant)}", Tone.Notice);
        Items(line, view.Root.Maps);
        if (view.Created > 0)
            line.Add($"  {view.Ended:N0} of {view.Created:N0} {(view.Created == 1 ? "task run" : "task runs")}", Tone.Dim);
        return line;
    }

    private static StyledLine Row(TreeRow row, int column, DateTimeOffset now, string spinner)
    {
        var node = row.Node;
        var (glyph, tone) = Glyph(node, spinner);
        var line = new StyledLine().Add(row.Guide, Tone.Dim).Add(glyph + " ", tone);
        line.Add(node.Name, node.IsActive ? Tone.Bold : Tone.Plain).PadTo(column + 2);
        if (node.IsMapped)
            Bar(line, node);
        line.Add(Elapsed.Of((node.IsActive ? now : node.LastAt) - node.FirstAt), Tone.Dim);
        Items(line, node.Maps);
        if (node.IsMapped)
            Counts(line, node);
        else if (node.Retries > 0)
            line.Add($"  attempt {node.Attempt}", Tone.Notice);
        if (node.Cached > 0 && !node.IsMapped)
            line.Add("  from a recorded result", Tone.Dim);
        // Of many, each change would say something else.
        if ((node.IsMapped ? node.Failure : node.Message) is { } message)
            line.Add("  " + FirstLine(message), node.Failed > 0 ? Tone.Bad : Tone.Notice);
        return line;
    }

    private static void Bar(StyledLine line, TaskNode node)
    {
        if (node.IsActive)
        {
            var full = (int)(node.Ended * BarWidth / node.Expected);
            line.Add(new string('━', full), node.Failed > 0 ? Tone.Bad : Tone.Good).Add(new string('─', BarWidth - full) + " ", Tone.Dim);
        }

        line.Add(node.IsActive ? $"{node.Ended:N0}/{node.Expected:N0}  " : $"{node.Created:N0}  ");
    }

    private static void Items(StyledLine line, MapCounts? maps)
    {
        if (maps is { HasTasks: false })
            line.Add(maps.Total is { } total ? $"  {maps.Done:N0} of {total:N0} items" : $"  {maps.Done:N0} items");
    }

    private static void Counts(StyledLine line, TaskNode node)
    {
        Count(line, node.Running, "running", Tone.Active);
        Count(line, node.AwaitingRetry, "waiting to retry", Tone.Notice);
        Count(line, node.Failed, "failed", Tone.Bad);
        Count(line, node.Retries, node.Retries == 1 ? "retry" : "retries", Tone.Notice);
        Count(line, node.Cached, "recorded", Tone.Dim);
        Count(line, node.Cancelled, "cancelled", Tone.Notice);
    }

    private static void Count(StyledLine line, long count, string what, Tone tone)
    {
        if (count > 0)
            line.Add($"  {count:N0} {what}", tone);
    }

    private static string Counts(IReadOnlyList<TaskNode> nodes)
    {
        var running = nodes.Count(node => node.IsActive);
        var failed = nodes.Count(node => node is { IsActive: false, Failed: > 0 });
        var parts = new List<string>();
        if (running > 0)
            parts.Add($"{running} running");
        if (failed > 0)
            parts.Add($"{failed} failed");
        if (nodes.Count - running - failed is var done and > 0)
            parts.Add($"{done} done");
        return string.Join(", ", parts);
    }

    private static (string Glyph, Tone Tone) Glyph(TaskNode node, string spinner) => node switch
    {
        { IsActive: true, Running: 0, AwaitingRetry: > 0 } => ("↻", Tone.Notice),
        { IsActive: true, Running: 0 } => ("·", Tone.Dim),
        { IsActive: true } => (spinner, Tone.Active),
        { Failed: > 0 } => ("✗", Tone.Bad),
        { Cancelled: > 0 } => ("■", Tone.Notice),
        _ => ("✓", Tone.Good),
    };

    private static (string Glyph, Tone Tone) Glyph(RunState state, StateVariant variant, string spinner) => state switch
    {
        RunState.Completed => ("✓", Tone.Good),
        RunState.Failed or RunState.Crashed => ("✗", Tone.Bad),
        RunState.Cancelled => ("■", Tone.Notice),
        RunState.AwaitingRetry => ("↻", Tone.Notice),
        _ => (spinner, Tone.Active),
    };

    /// <summary>The state's word for people.</summary>
    internal static string Word(RunState state, StateVariant variant) => (state, variant) switch
    {
        (RunState.Failed, StateVariant.TimedOut) => "timed out",
        (RunState.Completed, StateVariant.Cached) => "recorded before",
        (RunState.AwaitingRetry, _) => "waiting to retry",
        _ => state.ToString().ToLowerInvariant(),
    };

    /// <summary>What a message says first.</summary>
    internal static string FirstLine(string message) => message.AsSpan().IndexOfAny('\r', '\n') is var end and >= 0 ? message[..end] + " …" : message;
}
