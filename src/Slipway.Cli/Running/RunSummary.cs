using Slipway.Ecs.Launching;

namespace Slipway.Cli.Running;

/// <summary>The last words about a launch, for people.</summary>
internal static class RunSummary
{
    /// <summary>The lines, the first of them to be said in Slipway's name.</summary>
    /// <param name="what">The image, or the launch when the image is not known.</param>
    /// <param name="result">How it ended.</param>
    /// <param name="memoryMiB">The memory it was given; null when that is not known.</param>
    public static IReadOnlyList<string> Of(string what, LaunchResult result, int? memoryMiB)
    {
        var phases = PhaseTimes.Of(result.Timings);
        var lines = new List<string> { $"{what} {Verb(result)}{Time(phases)}{Memory(result, memoryMiB)}" };
        if (result.Outcome == LaunchOutcome.Succeeded)
            return lines;

        if (result.Reason is { } reason)
            lines.Add($"why: {reason}");
        if (result.Failure is { } failure)
            lines.Add($"class: {Words.Of(failure)}");
        if (result.EcsTaskArn is { } arn)
            lines.Add($"ECS task: {arn}");
        return lines;
    }

    private static string Verb(LaunchResult result) => result.Outcome switch
    {
        LaunchOutcome.Succeeded => "succeeded",
        LaunchOutcome.Failed when result.ExitCode is { } code and not 0 => $"failed with exit code {code}",
        LaunchOutcome.Failed => "failed",
        LaunchOutcome.NeverStarted => "never started",
        LaunchOutcome.Cancelled => "was stopped",
        LaunchOutcome.TimedOut => "ran too long and was stopped",
        _ => "is lost: nobody can tell any more what became of it",
    };

    private static string Time(PhaseTimes phases) => (phases.Run, phases.Waited) switch
    {
        ({ } run, { } waited) => $" after {Words.Of(run)}, {Words.Of(waited)} to start",
        ({ } run, null) => $" after {Words.Of(run)}",
        _ => "",
    };

    private static string Memory(LaunchResult result, int? memoryMiB) => (result.PeakMemoryBytes, memoryMiB) switch
    {
        ({ } peak, { } given) => $"; peak memory {Words.Bytes(peak)} of {Words.Bytes(given * 1024L * 1024)}",
        ({ } peak, null) => $"; peak memory {Words.Bytes(peak)}",
        _ => "",
    };
}
