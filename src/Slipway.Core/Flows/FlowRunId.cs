using System.Buffers;
using System.Diagnostics.CodeAnalysis;
using System.Security.Cryptography;
using System.Text;
using Slipway.Core.Errors;
using Slipway.Core.Launches;

namespace Slipway.Core.Flows;

/// <summary>Names one run of a flow. The ids of its launches come from it, so whoever knows it can find and adopt them, from any machine.</summary>
public readonly record struct FlowRunId
{
    /// <summary>The longest id.</summary>
    public const int MaxLength = 64;

    private const int ShownOfRun = 20;
    private const int ShownOfTask = 14;
    private const int HashDigits = 16;

    private static readonly SearchValues<char> Allowed =
        SearchValues.Create("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_");

    private FlowRunId(string value) => Value = value;

    /// <summary>The id's text.</summary>
    public string Value { get => field ?? throw new InvalidOperationException("An empty flow run id was used."); }

    /// <summary>Makes an id that sorts by time and that nobody else makes.</summary>
    /// <param name="time">The clock that the id's first part comes from.</param>
    public static FlowRunId New(TimeProvider time)
    {
        ArgumentNullException.ThrowIfNull(time);
        return new FlowRunId($"f-{Guid.CreateVersion7(time.GetUtcNow()):n}");
    }

    /// <summary>Reads an id that a person or another orchestrator gave.</summary>
    /// <exception cref="SlipwayException"><c>flow.bad-run-id</c>: empty, too long, or with a character that ECS refuses in launch ids.</exception>
    public static FlowRunId Parse(string text) =>
        TryParse(text, out var id)
            ? id.Value
            : throw new SlipwayException(
                "flow.bad-run-id",
                $"'{text}' is not the id of a flow run. Use 1 to {MaxLength} letters, digits, '-' or '_'; replace other characters, such as ':' or '+' in a timestamp, by '-'.");

    /// <summary>Reads an id; false where <see cref="Parse"/> would throw.</summary>
    public static bool TryParse(string? text, [NotNullWhen(true)] out FlowRunId? id)
    {
        var valid = text is { Length: > 0 and <= MaxLength } && !text.AsSpan().ContainsAnyExcept(Allowed);
        id = valid ? new FlowRunId(text!) : null;
        return valid;
    }

    /// <summary>
    /// The launch of one attempt of one task run: the same every time it is asked for. It begins with run and task as far as they fit, for people;
    /// a hash over all three makes it unique.
    /// </summary>
    /// <param name="taskRun">The task run's name, with its matrix values.</param>
    /// <param name="attempt">The attempt, from 1.</param>
    public LaunchId LaunchOf(string taskRun, int attempt)
    {
        ArgumentException.ThrowIfNullOrEmpty(taskRun);
        ArgumentOutOfRangeException.ThrowIfLessThan(attempt, 1);
        var hash = Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes($"{Value}\n{taskRun}\n{attempt}")))[..HashDigits];
        var task = string.Concat(taskRun.TakeWhile(c => c != '[').Where(Allowed.Contains).Take(ShownOfTask));
        return LaunchId.Parse($"{Value[..Math.Min(ShownOfRun, Value.Length)]}-{task}-{hash}");
    }

    /// <inheritdoc/>
    public override string ToString() => Value;
}
