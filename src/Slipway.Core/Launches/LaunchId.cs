using System.Buffers;
using System.Diagnostics.CodeAnalysis;
using Slipway.Core.Errors;

namespace Slipway.Core.Launches;

/// <summary>
/// Names one launch: at most one running ECS task. It is the ECS task's <c>startedBy</c> and the stem of each submission's
/// <c>clientToken</c>, so whoever knows the id can find the ECS task again, from any machine.
/// </summary>
public readonly record struct LaunchId
{
    /// <summary>
    /// The longest id. ECS allows 64 characters for a clientToken (RunTask, API reference); eight are kept for <c>-</c> and the submission's number.
    /// </summary>
    public const int MaxLength = 56;

    private static readonly SearchValues<char> Allowed =
        SearchValues.Create("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_");

    private LaunchId(string value) => Value = value;

    /// <summary>The id's text.</summary>
    public string Value { get => field ?? throw new InvalidOperationException("An empty launch id was used."); }

    /// <summary>Makes an id that sorts by time and that nobody else makes.</summary>
    /// <param name="time">The clock that the id's first part comes from.</param>
    public static LaunchId New(TimeProvider time)
    {
        ArgumentNullException.ThrowIfNull(time);
        return new LaunchId($"l-{Guid.CreateVersion7(time.GetUtcNow()):n}");
    }

    /// <summary>Reads an id that a person or another orchestrator gave.</summary>
    /// <exception cref="SlipwayException"><c>launch.bad-id</c>: empty, too long, or with a character that ECS's <c>startedBy</c> refuses.</exception>
    public static LaunchId Parse(string text) =>
        TryParse(text, out var id)
            ? id.Value
            : throw new SlipwayException(
                "launch.bad-id",
                $"'{text}' is not a launch id. Use 1 to {MaxLength} letters, digits, '-' or '_' (ECS stores it as the ECS task's startedBy); "
                + "replace other characters, such as ':' or '+' in a timestamp, by '-'.");

    /// <summary>Reads an id; false where <see cref="Parse"/> would throw.</summary>
    public static bool TryParse(string? text, [NotNullWhen(true)] out LaunchId? id)
    {
        var valid = text is { Length: > 0 and <= MaxLength } && !text.AsSpan().ContainsAnyExcept(Allowed);
        id = valid ? new LaunchId(text!) : null;
        return valid;
    }

    /// <inheritdoc/>
    public override string ToString() => Value;
}
