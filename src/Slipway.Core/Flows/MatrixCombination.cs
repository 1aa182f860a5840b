namespace Slipway.Core.Flows;

/// <summary>One value of each axis of a matrix, in the order of the axes.</summary>
/// <param name="Values">The values by axis.</param>
public sealed record MatrixCombination(IReadOnlyList<KeyValuePair<string, string>> Values)
{
    /// <summary>What it is called behind the task's name: <c>[eu,2]</c>.</summary>
    public string Label => $"[{string.Join(',', Values.Select(pair => pair.Value))}]";

    /// <summary>The values by axis.</summary>
    public IReadOnlyDictionary<string, string> ToDictionary() => Values.ToDictionary(StringComparer.Ordinal);

    /// <summary>Whether it has the values that <paramref name="some"/> says.</summary>
    public bool AgreesWith(IReadOnlyDictionary<string, string> some)
    {
        ArgumentNullException.ThrowIfNull(some);
        return some.All(pair => Values.Contains(pair));
    }

    /// <inheritdoc/>
    public bool Equals(MatrixCombination? other) => other is not null && Values.SequenceEqual(other.Values);

    /// <inheritdoc/>
    public override int GetHashCode() => Values.Aggregate(Values.Count, HashCode.Combine);

    /// <inheritdoc/>
    public override string ToString() => Label;
}
