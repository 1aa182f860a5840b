namespace Slipway.Core.Containers;

/// <summary>Finds what somebody probably meant.</summary>
public static class NameSuggestion
{
    /// <summary>
    /// The candidate that differs least, when it differs by case, separators, or at most a third of its letters (and three).
    /// </summary>
    /// <param name="word">What was written.</param>
    /// <param name="candidates">What would be valid.</param>
    /// <returns>Null when nothing is near.</returns>
    public static string? Nearest(string word, IEnumerable<string> candidates)
    {
        ArgumentNullException.ThrowIfNull(word);
        var bare = Bare(word);
        return candidates
            .Select(candidate => (candidate, distance: Distance(bare, Bare(candidate))))
            .Where(pair => pair.distance <= Math.Min(3, Math.Max(1, pair.candidate.Length / 3)))
            .OrderBy(pair => pair.distance)
            .Select(pair => pair.candidate)
            .FirstOrDefault();
    }

    private static string Bare(string word) => word.Replace("-", "", StringComparison.Ordinal).Replace("_", "", StringComparison.Ordinal).ToLowerInvariant();

    // Edits between two words, where swapping neighbours counts as one (optimal string alignment).
    private static int Distance(string a, string b)
    {
        var rows = new int[a.Length + 1, b.Length + 1];
        for (var i = 0; i <= a.Length; i++)
            rows[i, 0] = i;
        for (var j = 0; j <= b.Length; j++)
            rows[0, j] = j;

        for (var i = 1; i <= a.Length; i++)
        {
            for (var j = 1; j <= b.Length; j++)
            {
                var cost = a[i - 1] == b[j - 1] ? 0 : 1;
                rows[i, j] = Math.Min(Math.Min(rows[i - 1, j] + 1, rows[i, j - 1] + 1), rows[i - 1, j - 1] + cost);
                if (i > 1 && j > 1 && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1])
                    rows[i, j] = Math.Min(rows[i, j], rows[i - 2, j - 2] + 1);
            }
        }

        return rows[a.Length, b.Length];
    }
}
