using Spectre.Console;

namespace Slipway.Cli.Terminal;

/// <summary>A table for people: no frame, two blanks between columns. In a pipe one row is one line, whatever its length.</summary>
internal sealed class TextTable(params string[] columns)
{
    private readonly List<string[]> _rows = [];

    /// <summary>How many rows there are.</summary>
    public int Count => _rows.Count;

    /// <summary>Adds a row.</summary>
    public void Add(params string[] cells) => _rows.Add(cells);

    /// <summary>Writes the table to standard output.</summary>
    public void Write(TerminalStreams terminal)
    {
        if (!terminal.OutIsTerminal)
        {
            WritePlain(terminal.Out);
            return;
        }

        var table = new Table { Border = TableBorder.None, ShowHeaders = true, Expand = false };
        foreach (var column in columns)
            table.AddColumn(new TableColumn(new Markup($"[bold]{Markup.Escape(column)}[/]")) { Padding = new Padding(0, 0, 2, 0) });
        foreach (var row in _rows)
            table.AddRow([.. row.Select(cell => new Text(cell))]);
        terminal.OutConsole().Write(table);
    }

    private void WritePlain(TextWriter output)
    {
        var widths = columns.Select((column, i) => _rows.Select(row => row[i].Length).Append(column.Length).Max()).ToArray();
        foreach (var row in _rows.Prepend(columns))
            output.WriteLine(string.Join("  ", row.Select((cell, i) => i == row.Length - 1 ? cell : cell.PadRight(widths[i]))));
    }
}
