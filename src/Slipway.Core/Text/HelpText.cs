using System.Text;

namespace Slipway.Core.Text;

/// <summary>The layout of a help page: paragraphs, and tables of a name and what it means, within a width.</summary>
/// <param name="width">The width of the terminal in columns; text takes 40 to 100 of them.</param>
public sealed class HelpText(int width)
{
    private const int MinWidth = 40;
    private const int MaxWidth = 100;
    private const int MinText = 30;
    private const int MaxFirstColumn = 30;

    private readonly int _width = Math.Clamp(width, MinWidth, MaxWidth);
    private readonly StringBuilder _page = new();

    /// <summary>Adds a line as it is.</summary>
    public HelpText Line(string text = "")
    {
        _page.AppendLine(text);
        return this;
    }

    /// <summary>Adds a text whose lines are broken between words.</summary>
    public HelpText Paragraph(string text, string indent = "")
    {
        ArgumentNullException.ThrowIfNull(text);
        ArgumentNullException.ThrowIfNull(indent);
        Wrap(text, indent, firstLineStarted: false);
        return this;
    }

    /// <summary>Adds a blank line, a title and its rows; nothing when there are no rows.</summary>
    public HelpText Section(string title, IReadOnlyList<(string Name, string Text)> rows)
    {
        ArgumentNullException.ThrowIfNull(rows);
        if (rows.Count == 0)
            return this;

        _page.AppendLine().Append(title).AppendLine(":");
        var column = Math.Min(rows.Max(row => row.Name.Length), Math.Min(MaxFirstColumn, _width - MinText));
        var indent = new string(' ', column + 4);
        foreach (var (name, text) in rows)
        {
            _page.Append("  ").Append(name);
            if (name.Length > column)
            {
                _page.AppendLine();
                Wrap(text, indent, firstLineStarted: false);
                continue;
            }

            _page.Append(' ', column + 2 - name.Length);
            Wrap(text, indent, firstLineStarted: true);
        }

        return this;
    }

    /// <summary>The page so far.</summary>
    public override string ToString() => _page.ToString();

    private void Wrap(string text, string indent, bool firstLineStarted)
    {
        foreach (var paragraph in text.Split('\n'))
        {
            var column = indent.Length;
            if (!firstLineStarted)
                _page.Append(indent);
            firstLineStarted = false;
            var first = true;
            foreach (var word in paragraph.Split(' ', StringSplitOptions.RemoveEmptyEntries))
            {
                if (!first && column + 1 + word.Length > _width)
                {
                    _page.AppendLine().Append(indent);
                    column = indent.Length;
                    first = true;
                }

                _page.Append(first ? "" : " ").Append(word);
                column += word.Length + (first ? 0 : 1);
                first = false;
            }

            _page.AppendLine();
        }
    }
}
