using Slipway.Core.Flows;
using Slipway.Core.Launches;
using Slipway.Core.Text;
using Slipway.Ecs.Launching;
using Slipway.Ecs.Outcomes;
using Slipway.Ecs.Registration;

namespace Slipway.Cli.Running;

/// <summary>The words that outcomes, phases and amounts have in output. Those for programs never change; those for people may.</summary>
internal static class Words
{
    /// <summary>The outcome's word in JSON.</summary>
    public static string Of(LaunchOutcome outcome) => outcome switch
    {
        LaunchOutcome.Succeeded => "succeeded",
        LaunchOutcome.Failed => "failed",
        LaunchOutcome.NeverStarted => "never-started",
        LaunchOutcome.Cancelled => "cancelled",
        LaunchOutcome.TimedOut => "timed-out",
        LaunchOutcome.Lost => "lost",
        _ => throw new ArgumentOutOfRangeException(nameof(outcome), outcome, "An outcome without a word."),
    };

    /// <summary>The failure class's word in JSON.</summary>
    public static string Of(FailureClass failure) => FailureClassName.Of(failure);

    /// <summary>The word for whose retries pay for another try, in JSON.</summary>
    public static string Of(RetryAdvice advice) => advice switch
    {
        RetryAdvice.Infrastructure => "infrastructure",
        RetryAdvice.Author => "author",
        _ => "pointless",
    };

    /// <summary>The word for how a revision was come by, for people and in JSON.</summary>
    public static string Of(RevisionOrigin origin) => origin switch
    {
        RevisionOrigin.Reused => "reused",
        RevisionOrigin.Registered => "registered",
        RevisionOrigin.Adopted => "adopted",
        RevisionOrigin.PerRun => "per-run",
        _ => throw new ArgumentOutOfRangeException(nameof(origin), origin, "An origin without a word."),
    };

    /// <summary>A time span as people read it: <c>0.8 s</c>, <c>12 s</c>, <c>4 min 12 s</c>, <c>2 h 05 min</c>.</summary>
    public static string Of(TimeSpan span) => Elapsed.Of(span);

    /// <summary>An amount of memory as people read it.</summary>
    public static string Bytes(long bytes) => bytes switch
    {
        < 1024L * 1024 => $"{bytes / 1024.0:0} KiB",
        < 1024L * 1024 * 1024 => $"{bytes / 1024.0 / 1024:0} MiB",
        _ => $"{bytes / 1024.0 / 1024 / 1024:0.0} GiB",
    };

    /// <summary>A digest short enough for a line.</summary>
    public static string ShortDigest(string digest) => digest.Length > 19 ? digest[..19] + "…" : digest;

    /// <summary>The id of an ECS task: the last part of its ARN.</summary>
    public static string TaskId(string ecsTaskArn) => ecsTaskArn[(ecsTaskArn.LastIndexOf('/') + 1)..];
}
