using Slipway.Core.Runs;
using Slipway.Reporting;

namespace Slipway.Tests.Execution;

/// <summary>Events as lines that are easy to read and to compare.</summary>
internal static class Trace
{
    public static string[] Of(MemorySink sink) => [.. sink.Events.Select(Line)];

    public static string[] States(MemorySink sink, long? taskRunId) =>
        [.. sink.Events.OfType<StateChanged>().Where(changed => changed.TaskRunId == taskRunId).Select(State)];

    private static string Line(RunEvent happened) => happened switch
    {
        FlowRunStarted started => $"flow {started.Flow}{(started.ParentTaskRunId is { } parent ? $" in #{parent}" : "")}",
        TaskRunCreated created => $"#{created.TaskRunId} {created.Name}"
            + (created.ParentTaskRunId is { } parent ? $" in #{parent}" : "")
            + (created.Upstream.Count > 0 ? $" after {string.Join(',', created.Upstream.Select(id => $"#{id}"))}" : ""),
        StateChanged changed => $"{(changed.TaskRunId is { } id ? $"#{id}" : "flow")} {State(changed)}",
        Logged logged => $"{(logged.TaskRunId is { } id ? $"#{id}" : "flow")} {logged.Level}: {logged.Text}",
        _ => happened.ToString(),
    };

    private static string State(StateChanged changed) =>
        $"{changed.State}{(changed.Variant == StateVariant.None ? "" : $"/{changed.Variant}")}{(changed.Attempt > 1 ? $" {changed.Attempt}" : "")}";
}
