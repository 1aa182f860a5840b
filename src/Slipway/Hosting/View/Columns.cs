using System.Text;

namespace Slipway.Hosting.View;

/// <summary>How many columns text takes on a terminal.</summary>
internal static class Columns
{
    // The blocks that Unicode's East Asian Width calls wide or full-width, and the emoji: https://www.unicode.org/reports/tr11/
    private static readonly (int First, int Last)[] Wide =
    [
        (0x1100, 0x115F), (0x2E80, 0x303E), (0x3041, 0x33FF), (0x3400, 0x4DBF), (0x4E00, 0x9FFF), (0xA000, 0xA4CF), (0xAC00, 0xD7A3), (0xF900, 0xFAFF),
        (0xFE30, 0xFE6F), (0xFF00, 0xFF60), (0xFFE0, 0xFFE6), (0x1F300, 0x1F64F), (0x1F680, 0x1F6FF), (0x1F900, 0x1F9FF), (0x20000, 0x3FFFD),
    ];

    public static int Of(string text)
    {
        if (Ascii.IsValid(text))
            return text.Length;
        var columns = 0;
        foreach (var rune in text.EnumerateRunes())
            columns += Of(rune);
        return columns;
    }

    /// <summary>The beginning of a text, at most so many columns of it.</summary>
    public static string Cut(string text, int columns)
    {
        var taken = 0;
        var length = 0;
        foreach (var rune in text.EnumerateRunes())
        {
            taken += Of(rune);
            if (taken > columns)
                return text[..length];
            length += rune.Utf16SequenceLength;
        }

        return text;
    }

    /// <summary>The text on one line, without characters that could move the cursor.</summary>
    public static string Clean(string text)
    {
        foreach (var character in text)
        {
            if (char.IsControl(character))
                return string.Create(text.Length, text, static (into, from) =>
                {
                    for (var i = 0; i < from.Length; i++)
                        into[i] = char.IsControl(from[i]) ? ' ' : from[i];
                });
        }

        return text;
    }

    private static int Of(Rune rune)
    {
        if (Rune.GetUnicodeCategory(rune) is System.Globalization.UnicodeCategory.NonSpacingMark or System.Globalization.UnicodeCategory.EnclosingMark or System.Globalization.UnicodeCategory.Format)
            return 0;
        foreach (var (first, last) in Wide)
        {
            if (rune.Value >= first && rune.Value <= last)
                return 2;
        }

        return 1;
    }
}
