using System.Text;

namespace Slipway.Generators.Source;

/// <summary>Writes C# with indentation; lines end with a line feed on every system, so that the same input gives the same bytes.</summary>
internal sealed class CodeWriter
{
    private readonly StringBuilder _text = new();
    private int _depth;

    /// <summary>A line, indented; an empty one is just its end. Several lines in one text are indented alike.</summary>
    public CodeWriter Line(string text = "")
    {
        foreach (var line in text.Split('\n'))
        {
            if (line.Length > 0)
                _text.Append(' ', _depth * 4).Append(line);
            _text.Append('\n');
        }

        return this;
    }

    /// <summary>An opening brace; what follows is indented until <see cref="Close"/>.</summary>
    public CodeWriter Open(string? head = null)
    {
        if (head is not null)
            Line(head);
        Line("{");
        _depth++;
        return this;
    }

    /// <summary>The closing brace, with what belongs behind it.</summary>
    public CodeWriter Close(string tail = "")
    {
        _depth--;
        return Line("}" + tail);
    }

    /// <summary>One level deeper, without a brace.</summary>
    public CodeWriter Indent()
    {
        _depth++;
        return this;
    }

    /// <summary>One level back.</summary>
    public CodeWriter Outdent()
    {
        _depth--;
        return this;
    }

    public override string ToString() => _text.ToString();
}
