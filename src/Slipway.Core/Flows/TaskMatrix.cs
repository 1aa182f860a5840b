namespace Slipway.Core.Flows;

/// <summary>The values that a task is run for, one task run for each combination.</summary>
public sealed record TaskMatrix
{
    /// <summary>The most combinations of one matrix.</summary>
    public const int MaxCombinations = 1000;

    /// <summary>The values of each axis, in the order of the file.</summary>
    public IReadOnlyDictionary<string, IReadOnlyList<string>> Axes { get; init; } = new Dictionary<string, IReadOnlyList<string>>();

    /// <summary>Combinations that are added; each says a value for every axis.</summary>
    public IReadOnlyList<IReadOnlyDictionary<string, string>> Include { get; init; } = [];

    /// <summary>Combinations that are left out; one that says only some axes stands for all that agree with it.</summary>
    public IReadOnlyList<IReadOnlyDictionary<string, string>> Exclude { get; init; } = [];

    /// <summary>All combinations: the last axis changes first, what is included comes last.</summary>
    public IReadOnlyList<MatrixCombination> Combinations()
    {
        IEnumerable<MatrixCombination> all = [new MatrixCombination([])];
        foreach (var (axis, values) in Axes)
            all = all.SelectMany(one => values.Select(value => new MatrixCombination([.. one.Values, KeyValuePair.Create(axis, value)]))).ToList();
        return
        [
            .. all.Where(one => Axes.Count > 0 && !Exclude.Any(one.AgreesWith)),
            .. Include.Select(one => new MatrixCombination([.. Axes.Keys.Where(one.ContainsKey).Select(axis => KeyValuePair.Create(axis, one[axis]))])),
        ];
    }

    /// <summary>How many combinations the axes alone make.</summary>
    public long Product() => Axes.Values.Aggregate(1L, (product, values) => Math.Min(product * values.Count, int.MaxValue));
}
