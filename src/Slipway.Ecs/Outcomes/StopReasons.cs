using System.Diagnostics.CodeAnalysis;

namespace Slipway.Ecs.Outcomes;

/// <summary>
/// The text that goes with StopTask, and back: ECS keeps it as the ECS task's <c>stoppedReason</c>, so that a machine which did not ask for the stop
/// still knows whose it was.
/// </summary>
internal static class StopReasons
{
    private const string RequestedPrefix = "slipway stop: ";
    private const string TimedOutPrefix = "slipway time-out: ";

    // StopTask's reason holds at most 1,024 characters (ECS API Reference, StopTask).
    private const int MaxLength = 1024;

    internal static string Text(StopKind kind, string reason)
    {
        var text = (kind == StopKind.TimedOut ? TimedOutPrefix : RequestedPrefix) + reason;
        return text.Length <= MaxLength ? text : text[..MaxLength];
    }

    internal static bool TryRead(string? stoppedReason, out StopKind kind, [NotNullWhen(true)] out string? reason)
    {
        (kind, reason) = stoppedReason switch
        {
            not null when stoppedReason.StartsWith(RequestedPrefix, StringComparison.Ordinal) =>
                (StopKind.Requested, stoppedReason[RequestedPrefix.Length..]),
            not null when stoppedReason.StartsWith(TimedOutPrefix, StringComparison.Ordinal) =>
                (StopKind.TimedOut, stoppedReason[TimedOutPrefix.Length..]),
            _ => (default, (string?)null),
        };
        return reason is not null;
    }
}
