using System.Text;

namespace Slipway.Core.Text;

/// <summary>Breaks lines between words.</summary>
public static class Wrapping
{
    /// <summary>A text that begins with <paramref name="first"/>, at most <paramref name="width"/> columns wide where its words allow it.</summary>
    /// <param name="first">What the first line begins with.</param>
    /// <param name="hanging">What the other lines begin with.</param>
    /// <param name="text">The text, on one line.</param>
    /// <param name="width">The width.</param>
    public static string Lines(string first, string hanging, string text, int width)
    {
        if (first.Length + text.Length <= width)
            return first + text;

        var lines = new StringBuilder(first);
        var column = first.Length;
        var startOfLine = true;
        foreach (var word in text.Split(' '))
        {
            if (!startOfLine && column + 1 + word.Length > width)
            {
                lines.Append('\n').Append(hanging);
                column = hanging.Length;
                startOfLine = true;
            }

            lines.Append(startOfLine ? "" : " ").Append(word);
            column += word.Length + (startOfLine ? 0 : 1);
            startOfLine = false;
        }

        return lines.ToString();
    }
}
