using System.Text;

namespace Slipway.Hosting.Terminal;

/// <summary>Some lines at the bottom of a terminal that are drawn anew in place. Whatever else is written goes above them. Not thread-safe.</summary>
internal sealed class LiveRegion(TextWriter writer)
{
    private const string HideCursor = "\e[?25l";
    private const string ShowCursor = "\e[?25h";
    private const string EraseBelow = "\e[J";
    private const string EraseRest = "\e[K";

    private int _lines;

    /// <summary>Draws the lines over those of before. None may be wider than the terminal: a wrapped line could not be taken back.</summary>
    /// <param name="above">What is written above, for good; line ends included.</param>
    /// <param name="lines">The lines.</param>
    public void Draw(string above, IReadOnlyList<string> lines)
    {
        // One write per picture, and no line erased before it is drawn: no flicker.
        var picture = new StringBuilder();
        if (_lines == 0 && lines.Count > 0)
            picture.Append(HideCursor);
        Up(picture);
        if (above.Length > 0)
            picture.Append(EraseBelow).Append(above);
        foreach (var line in lines)
            picture.Append(line).Append(EraseRest).Append('\n');
        picture.Append(EraseBelow);
        if (_lines > 0 && lines.Count == 0)
            picture.Append(ShowCursor);
        _lines = lines.Count;
        writer.Write(picture.ToString());
    }

    private void Up(StringBuilder picture)
    {
        if (_lines > 0)
            picture.Append('\r').Append("\e[").Append(_lines).Append('A');
    }
}
