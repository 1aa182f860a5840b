using System.Globalization;

namespace Slipway.Generators.Analyzers;

/// <summary>Whether a text is five cron fields: the same rules as the scheduler's.</summary>
internal static class CronText
{
    private static readonly (string Name, int From, int To, string[] Names)[] Fields =
    [
        ("minute", 0, 59, []),
        ("hour", 0, 23, []),
        ("day of the month", 1, 31, []),
        ("month", 1, 12, ["JAN", "FEB", "MAR", "APR", "MAY", "JUN", "JUL", "AUG", "SEP", "OCT", "NOV", "DEC"]),
        ("day of the week", 0, 7, ["SUN", "MON", "TUE", "WED", "THU", "FRI", "SAT"]),
    ];

    /// <summary>What is wrong with it; null when nothing is.</summary>
    public static string? Problem(string text)
    {
        var parts = text.Split([' ', '\t'], StringSplitOptions.RemoveEmptyEntries);
        if (parts.Length != Fields.Length)
            return $"it has {parts.Length} fields, and needs five: minute, hour, day of the month, month, day of the week";
        for (var index = 0; index < parts.Length; index++)
        {
            foreach (var item in parts[index].Split(','))
            {
                if (OfItem(item, index) is { } problem)
                    return problem;
            }
        }

        return null;
    }

    private static string? OfItem(string item, int index)
    {
        var (name, from, to, _) = Fields[index];
        var step = item.Split('/');
        if (step.Length > 2 || (step.Length == 2 && !(int.TryParse(step[1], NumberStyles.None, CultureInfo.InvariantCulture, out var size) && size > 0)))
            return $"the step in '{item}' is no number above 0";
        if (step[0] is "*" or "?")
            return null;
        var range = step[0].Split('-');
        if (range.Length > 2)
            return $"'{item}' is no {name}";
        var values = range.Select(part => Value(part, index)).ToList();
        if (values.Any(value => value is null || value < from || value > to))
            return $"'{item}' is no {name} from {from} to {to}";
        return values.Count == 2 && values[0] > values[1] ? $"the range '{item}' goes backwards" : null;
    }

    private static int? Value(string text, int index)
    {
        if (int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number))
            return number;
        var (_, from, _, names) = Fields[index];
        var position = Array.FindIndex(names, name => string.Equals(name, text, StringComparison.OrdinalIgnoreCase));
        return position < 0 ? null : position + from;
    }
}
