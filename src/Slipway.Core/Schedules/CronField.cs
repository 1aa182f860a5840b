using System.Globalization;

namespace Slipway.Core.Schedules;

/// <summary>One field of a cron text: which values are allowed, and what they are called.</summary>
/// <param name="Name">The field's name for messages.</param>
/// <param name="Low">The lowest value.</param>
/// <param name="High">The highest value.</param>
/// <param name="Names">Names of the values from <see cref="FirstNamed"/> on; empty when there are none.</param>
/// <param name="FirstNamed">The value of the first name.</param>
internal sealed record CronField(string Name, int Low, int High, IReadOnlyList<string> Names, int FirstNamed)
{
    public static CronField Minute { get; } = new("minute", 0, 59, [], 0);

    public static CronField Hour { get; } = new("hour", 0, 23, [], 0);

    public static CronField Day { get; } = new("day of the month", 1, 31, [], 0);

    public static CronField Month { get; } = new(
        "month", 1, 12, ["JAN", "FEB", "MAR", "APR", "MAY", "JUN", "JUL", "AUG", "SEP", "OCT", "NOV", "DEC"], 1);

    /// <summary>Sunday is 0 and 7, so that both <c>0-5</c> and <c>5-7</c> are ranges.</summary>
    public static CronField Weekday { get; } = new("day of the week", 0, 7, ["SUN", "MON", "TUE", "WED", "THU", "FRI", "SAT"], 0);

    /// <summary>Reads a field as a set of bits, one for each value.</summary>
    /// <returns>What is wrong, and what would be valid; null when it was read.</returns>
    public string? Read(string text, out ulong values)
    {
        values = 0;
        foreach (var part in text.Split(','))
        {
            if (ReadPart(part, out var low, out var high, out var step) is { } problem)
                return problem;
            for (var value = low; value <= high; value += step)
                values |= 1UL << value;
        }

        return null;
    }

    private string? ReadPart(string part, out int low, out int high, out int step)
    {
        (low, high, step) = (Low, High, 1);
        var slash = part.IndexOf('/', StringComparison.Ordinal);
        var range = slash < 0 ? part : part[..slash];
        if (slash >= 0 && (!int.TryParse(part[(slash + 1)..], NumberStyles.None, CultureInfo.InvariantCulture, out step) || step < 1 || step > High))
            return $"'{part}' has no step that the {Name} can have; write a number from 1 to {High} after '/'";
        if (range is "*" or "?")
        {
            // Sunday would count twice.
            high = this == Weekday ? 6 : High;
            return null;
        }

        var dash = range.IndexOf('-', StringComparison.Ordinal);
        if (dash < 0 && slash >= 0)
            return $"'{part}' has a step but no range; write '{range}-{High}/{step}' or '*/{step}'";
        if (ReadValue(dash < 0 ? range : range[..dash], out low) is { } first)
            return first;
        high = low;
        if (dash < 0)
            return null;
        if (ReadValue(range[(dash + 1)..], out high) is { } last)
            return last;

        // FRI-SUN: Sunday ends a week as well as it begins one.
        if (this == Weekday && high == 0 && low > 0)
            high = 7;
        return low <= high ? null : $"'{range}' runs backwards; write two ranges with a comma between them";
    }

    private string? ReadValue(string text, out int value)
    {
        for (var i = 0; i < Names.Count; i++)
        {
            if (string.Equals(Names[i], text, StringComparison.OrdinalIgnoreCase))
            {
                value = FirstNamed + i;
                return null;
            }
        }

        var named = Names.Count > 0 ? $", or {Names[0]} to {Names[^1]}" : "";
        return int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out value) && value >= Low && value <= High
            ? null
            : $"'{text}' is not {(this == Hour ? "an" : "a")} {Name}; write a number from {Low} to {High}{named}";
    }
}
