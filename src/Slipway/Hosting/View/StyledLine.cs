using System.Text;

namespace Slipway.Hosting.View;

/// <summary>A line for a terminal or a pipe.</summary>
internal sealed class StyledLine
{
    private readonly List<Piece> _pieces = [];

    public IReadOnlyList<Piece> Pieces => _pieces;

    /// <summary>How many columns it takes.</summary>
    public int Width => _pieces.Sum(piece => Columns.Of(piece.Text));

    /// <summary>Adds a piece; control characters, which could move the cursor, become blanks.</summary>
    public StyledLine Add(string text, Tone tone = Tone.Plain)
    {
        if (text.Length > 0)
            _pieces.Add(new Piece(Columns.Clean(text), tone));
        return this;
    }

    /// <summary>Adds blanks up to a column; one at least when something follows.</summary>
    public StyledLine PadTo(int column) => Add(new string(' ', Math.Max(1, column - Width)));

    /// <summary>The same line within a width, cut with an ellipsis.</summary>
    public StyledLine Within(int width)
    {
        if (Width <= width)
            return this;
        var cut = new StyledLine();
        var room = width - 1;
        foreach (var piece in _pieces)
        {
            var text = Columns.Cut(piece.Text, room);
            cut.Add(text, piece.Tone);
            room -= Columns.Of(text);
            if (text.Length < piece.Text.Length)
                break;
        }

        return cut.Add("…", Tone.Dim);
    }

    public override string ToString()
    {
        var text = new StringBuilder();
        foreach (var piece in _pieces)
            text.Append(piece.Text);
        return text.ToString();
    }
}
