using Slipway.Core.Launches;

namespace Slipway.Core.Flows;

/// <summary>The words that failure classes have in YAML and JSON.</summary>
public static class FailureClassName
{
    private static readonly (string Word, FailureClass Class)[] Words =
    [
        ("user-code", FailureClass.UserCode),
        ("out-of-memory", FailureClass.OutOfMemory),
        ("timeout", FailureClass.Timeout),
        ("image-pull", FailureClass.ImagePull),
        ("capacity", FailureClass.Capacity),
        ("spot", FailureClass.Spot),
        ("network", FailureClass.Network),
        ("infrastructure", FailureClass.Infrastructure),
        ("lost", FailureClass.Lost),
        ("cancelled", FailureClass.Cancelled),
    ];

    /// <summary>The classes that a retry may follow, with their words: all but <see cref="FailureClass.Cancelled"/>.</summary>
    public static IReadOnlyList<(string Word, FailureClass Class)> Retried { get; } = [.. Words.Where(pair => pair.Class != FailureClass.Cancelled)];

    /// <summary>The word of a class.</summary>
    public static string Of(FailureClass failure) => Array.Find(Words, pair => pair.Class == failure).Word
        ?? throw new ArgumentOutOfRangeException(nameof(failure), failure, "A failure class without a word.");

    /// <summary>Reads a word; false when it is none of them.</summary>
    public static bool TryRead(string? word, out FailureClass failure)
    {
        var index = Array.FindIndex(Words, pair => pair.Word == word);
        failure = index < 0 ? default : Words[index].Class;
        return index >= 0;
    }
}
