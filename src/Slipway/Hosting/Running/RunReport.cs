using System.Text.Json;
using Slipway.Core.Runs;
using Slipway.Core.Text;
using Slipway.Hosting.View;
using Slipway.Results;
using Slipway.Running;

namespace Slipway.Hosting.Running;

/// <summary>What is said when a run has ended: how, which tasks failed, why and where, and how to go on.</summary>
internal static class RunReport
{
    private const int LongestResult = 400;
    private const int MostFailures = 5;

    /// <summary>The lines.</summary>
    /// <param name="result">How it ended.</param>
    /// <param name="view">What the events told.</param>
    /// <param name="json">How the result is written.</param>
    /// <param name="resume">The command that goes on with the run; null when there is none.</param>
    public static IEnumerable<StyledLine> Of(FlowRunResult result, RunView view, JsonSerializerOptions json, string? resume)
    {
        yield return Headline(result);
        if (result.State == RunState.Completed)
        {
            if (result.Value is not null && Result(result.Value, json) is { } shown)
                yield return new StyledLine().Add("  result: ", Tone.Dim).Add(shown);
            yield break;
        }

        foreach (var failure in view.Failures.Take(MostFailures))
            yield return Failed(failure);
        if (view.Failed > MostFailures)
            yield return new StyledLine().Add($"  … {view.Failed - MostFailures:N0} more failed", Tone.Dim);

        // A run that was stopped has nothing to explain.
        if (result is { State: RunState.Failed, Exception: { } exception })
        {
            yield return new StyledLine();
            foreach (var line in UserStack.Lines(exception).SelectMany(text => text.ReplaceLineEndings("\n").Split('\n')))
                yield return new StyledLine().Add("  " + line, line.StartsWith("   ", StringComparison.Ordinal) ? Tone.Dim : Tone.Bad);
        }

        // Of a run that a newer launch has taken over, that one is the one to go on.
        if (resume is not null && result.Exception is not ResultStoreException { Code: ResultStoreException.FencedCode })
            yield return ToGoOn(resume);
    }

    /// <summary>How to go on with the run.</summary>
    /// <param name="resume">The command.</param>
    public static StyledLine ToGoOn(string resume) => new StyledLine().Add("  To go on from what was recorded: ").Add(resume, Tone.Bold);

    private static StyledLine Headline(FlowRunResult result)
    {
        var (word, tone) = (result.State, result.Variant) switch
        {
            (RunState.Completed, _) => ("completed", Tone.Good),
            (RunState.Cancelled, _) => ("was cancelled", Tone.Notice),
            (_, StateVariant.TimedOut) => ("timed out", Tone.Bad),
            _ => ("failed", Tone.Bad),
        };
        var runs = result.TaskRuns;
        var parts = new List<string>();
        Count(parts, runs.Failed, "failed");
        Count(parts, runs.Cancelled, "cancelled");
        Count(parts, runs.Cached, "from recorded results");
        Count(parts, runs.Retries, runs.Retries == 1 ? "retry" : "retries");
        var details = parts.Count == 0 ? "" : $" ({string.Join(", ", parts)})";
        return new StyledLine()
            .Add("slipway: ")
            .Add(result.Flow, Tone.Bold)
            .Add(" ")
            .Add(word, tone)
            .Add($" after {Elapsed.Of(result.Duration)}: {runs.Created:N0} {(runs.Created == 1 ? "task run" : "task runs")}{details}");
    }

    private static void Count(List<string> parts, long count, string what)
    {
        if (count > 0)
            parts.Add($"{count:N0} {what}");
    }

    private static StyledLine Failed(TaskFailure failure)
    {
        var line = new StyledLine().Add("  ✗ ", Tone.Bad);
        if (failure.Path.Count > 0)
            line.Add(string.Join(" > ", failure.Path) + " > ", Tone.Dim);
        line.Add(failure.Name, Tone.Bold);
        if (failure.Variant == StateVariant.TimedOut)
            line.Add(" timed out", Tone.Bad);
        if (failure.Attempts > 1)
            line.Add($" after {failure.Attempts} attempts", Tone.Notice);
        return failure.Message is { } message ? line.Add("  " + TreeLines.FirstLine(message)) : line;
    }

    private static string? Result(object value, JsonSerializerOptions json)
    {
        try
        {
            var text = JsonSerializer.Serialize(value, value.GetType(), json);
            return text.Length <= LongestResult ? text : text[..(LongestResult - 1)] + "…";
        }
        catch (Exception exception) when (exception is NotSupportedException or JsonException)
        {
            // A result that nobody can write is still one for the caller of the method.
            return null;
        }
    }
}
