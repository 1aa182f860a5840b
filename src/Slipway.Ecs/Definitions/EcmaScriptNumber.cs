using System.Globalization;

namespace Slipway.Ecs.Definitions;

/// <summary>Writes doubles as ECMAScript's Number::toString does (ECMA-262, section 6.1.6.1.20), which RFC 8785 asks for.</summary>
internal static class EcmaScriptNumber
{
    // ECMAScript writes a number in full while its decimal point lies within these many places.
    private const int MostWholeDigits = 21;
    private const int MostLeadingZeroes = 6;

    public static string Write(double number)
    {
        if (number == 0)
            return "0";

        // "E16" is exact but long; "R" is the shortest text that reads back as the same double, which is what ECMAScript wants.
        var shortest = Math.Abs(number).ToString("R", CultureInfo.InvariantCulture);
        var (digits, point) = Split(shortest);
        var sign = number < 0 ? "-" : "";
        if (point > MostWholeDigits || point <= -MostLeadingZeroes)
            return $"{sign}{digits[..1]}{(digits.Length > 1 ? "." + digits[1..] : "")}e{(point > 0 ? "+" : "-")}{Math.Abs(point - 1)}";
        if (point <= 0)
            return $"{sign}0.{new string('0', -point)}{digits}";
        return digits.Length <= point
            ? sign + digits.PadRight(point, '0')
            : $"{sign}{digits[..point]}.{digits[point..]}";
    }

    // The significant digits, and where the decimal point stands counted from their beginning.
    private static (string Digits, int Point) Split(string text)
    {
        var e = text.IndexOf('E', StringComparison.Ordinal);
        var exponent = e < 0 ? 0 : int.Parse(text.AsSpan(e + 1), NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture);
        var mantissa = e < 0 ? text : text[..e];
        var dot = mantissa.IndexOf('.', StringComparison.Ordinal);
        var digits = mantissa.Replace(".", "", StringComparison.Ordinal);
        var point = (dot < 0 ? mantissa.Length : dot) + exponent;
        var significant = digits.TrimStart('0');
        return (significant.TrimEnd('0'), point - (digits.Length - significant.Length));
    }
}
