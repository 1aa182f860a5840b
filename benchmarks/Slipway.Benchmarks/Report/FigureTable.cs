using System.Text;

namespace Slipway.Benchmarks.Report;

/// <summary>The table that a run prints: Markdown, so that docs/benchmarks.md holds it as it came.</summary>
internal static class FigureTable
{
    private static readonly string[] Head = ["scenario", "what", "measured", "target", "", "floor or peer, same run"];

    internal static string Print(IReadOnlyList<Figure> figures)
    {
        List<string[]> rows = [Head, .. figures.Select(Cells)];
        var widths = Enumerable.Range(0, Head.Length).Select(column => rows.Max(row => row[column].Length)).ToArray();
        var text = new StringBuilder();
        for (var i = 0; i < rows.Count; i++)
        {
            text.Append("| ").AppendJoin(" | ", rows[i].Select((cell, column) => cell.PadRight(widths[column]))).Append(" |\n");
            if (i == 0)
                text.Append('|').AppendJoin('|', widths.Select(width => new string('-', width + 2))).Append("|\n");
        }

        return text.ToString();
    }

    private static string[] Cells(Figure figure) =>
    [
        figure.Scenario,
        figure.What,
        figure.Measured,
        figure.Target ?? "",
        figure.Holds switch { true => "ok", false => "MISSED", null => "" },
        figure.Beside ?? "",
    ];
}
