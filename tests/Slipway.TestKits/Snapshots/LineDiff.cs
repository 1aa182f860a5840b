using System.Text;

namespace Slipway.TestKits.Snapshots;

/// <summary>A difference by lines, with a little context, for failure messages.</summary>
public static class LineDiff
{
    private const int Context = 3;
    private const int MaxTable = 4_000_000;

    /// <summary>Lines only in <paramref name="before"/> start with <c>-</c>, lines only in <paramref name="after"/> with <c>+</c>.</summary>
    public static string Between(string before, string after)
    {
        var (a, b) = (before.Split('\n'), after.Split('\n'));
        var marked = (long)a.Length * b.Length > MaxTable
            ? [.. a.Select(line => ('-', line)), .. b.Select(line => ('+', line))]
            : Mark(a, b);

        var output = new StringBuilder();
        var skipped = false;
        for (var i = 0; i < marked.Count; i++)
        {
            var near = false;
            for (var j = Math.Max(0, i - Context); j <= Math.Min(marked.Count - 1, i + Context) && !near; j++)
                near = marked[j].Sign != ' ';

            if (near)
                output.Append(marked[i].Sign).Append(' ').Append(marked[i].Line).Append('\n');
            else if (!skipped)
                output.Append("  …\n");
            skipped = !near;
        }

        return output.ToString();
    }

    private static List<(char Sign, string Line)> Mark(string[] a, string[] b)
    {
        // Longest common subsequence, from the end, so that the walk goes forwards.
        var common = new int[a.Length + 1, b.Length + 1];
        for (var i = a.Length - 1; i >= 0; i--)
        {
            for (var j = b.Length - 1; j >= 0; j--)
                common[i, j] = a[i] == b[j] ? common[i + 1, j + 1] + 1 : Math.Max(common[i + 1, j], common[i, j + 1]);
        }

        var marked = new List<(char, string)>();
        for (int i = 0, j = 0; i < a.Length || j < b.Length;)
        {
            if (i < a.Length && j < b.Length && a[i] == b[j])
            {
                marked.Add((' ', a[i++]));
                j++;
            }
            else if (j == b.Length || (i < a.Length && common[i + 1, j] >= common[i, j + 1]))
            {
                marked.Add(('-', a[i++]));
            }
            else
            {
                marked.Add(('+', b[j++]));
            }
        }

        return marked;
    }
}
