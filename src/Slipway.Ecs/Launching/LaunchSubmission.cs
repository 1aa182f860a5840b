namespace Slipway.Ecs.Launching;

/// <summary>One RunTask request, stored before it is sent so that it can be sent again byte for byte.</summary>
/// <param name="Number">1 for the first; the client token is the launch's id, a hyphen and this number.</param>
/// <param name="Request">The exact body, environment values included.</param>
/// <param name="Capacity">Where it asks to run.</param>
public sealed record LaunchSubmission(int Number, ReadOnlyMemory<byte> Request, string Capacity)
{
    /// <summary>When it was first sent, by the wall clock; null while it certainly was not.</summary>
    public DateTimeOffset? FirstSentAt { get; init; }

    /// <summary>When it was last sent.</summary>
    public DateTimeOffset? LastSentAt { get; init; }
}
