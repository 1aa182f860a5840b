using System.Diagnostics.CodeAnalysis;

namespace Slipway.Core.Schedules;

/// <summary>
/// Five cron fields: minute, hour, day of the month, month, day of the week (0 and 7 are Sunday; names of months and days may be used). Where both
/// days are restricted, one of them has to fit, as in every cron.
/// </summary>
public sealed class CronExpression
{
    private const int Fields = 5;

    // 29 February is at most eight years away (1896 to 1904, 2096 to 2104).
    private const int MaxYears = 9;

    private readonly ulong _minutes;
    private readonly ulong _hours;
    private readonly ulong _days;
    private readonly ulong _months;
    private readonly ulong _weekdays;

    private CronExpression(string text, ReadOnlySpan<ulong> fields)
    {
        Text = text;
        (_minutes, _hours, _days, _months) = (fields[0], fields[1], fields[2], fields[3]);
        _weekdays = (fields[4] & 0b1111111) | (fields[4] >> 7);
    }

    /// <summary>The text as it was written.</summary>
    public string Text { get; }

    private bool IsEveryHour => _hours == (1UL << 24) - 1;

    private bool IsEveryDay => _days == (1UL << 32) - 2;

    private bool IsEveryWeekday => _weekdays == (1UL << 7) - 1;

    /// <summary>Reads five fields.</summary>
    /// <param name="text">What was written.</param>
    /// <param name="cron">The expression.</param>
    /// <param name="problem">What is wrong, and what would be valid.</param>
    public static bool TryParse(string? text, [NotNullWhen(true)] out CronExpression? cron, [NotNullWhen(false)] out string? problem)
    {
        cron = null;
        var parts = (text ?? "").Split([' ', '\t'], StringSplitOptions.RemoveEmptyEntries);
        problem = parts switch
        {
            [['@', ..] word] => Macro(word),
            { Length: Fields } => null,
            { Length: 6 or 7 } => $"'{text}' has {parts.Length} fields; cron has five here: minute, hour, day of the month, month, day of the week (no seconds, no year)",
            _ => $"'{text}' is not a cron text; write five fields: minute, hour, day of the month, month, day of the week, such as '0 3 * * MON-FRI'",
        };
        if (problem is not null)
            return false;

        Span<ulong> fields = stackalloc ulong[Fields];
        ReadOnlySpan<CronField> kinds = [CronField.Minute, CronField.Hour, CronField.Day, CronField.Month, CronField.Weekday];
        for (var i = 0; i < Fields; i++)
        {
            problem = kinds[i].Read(parts[i], out fields[i]);
            if (problem is not null)
                return false;
        }

        var read = new CronExpression(string.Join(' ', parts), fields);
        if (!read.CanFire())
        {
            problem = $"'{text}' never comes: none of its months has one of its days";
            return false;
        }

        cron = read;
        return true;
    }

    /// <summary>The first time after <paramref name="after"/>, on the clocks of <paramref name="zone"/>.</summary>
    /// <remarks>
    /// When clocks go forward, what falls into the hour that is left out comes at its end, once; what comes every hour does not come for it. When clocks
    /// go back, what comes every hour comes in both, anything else in the first one only.
    /// </remarks>
    /// <param name="after">The instant before; the answer is later than it.</param>
    /// <param name="zone">Whose clocks count.</param>
    /// <returns>In <paramref name="zone"/>'s offset at that time; null when there is none before the calendar's end.</returns>
    public DateTimeOffset? NextAfter(DateTimeOffset after, TimeZoneInfo zone)
    {
        ArgumentNullException.ThrowIfNull(zone);
        var local = DateTime.SpecifyKind(TimeZoneInfo.ConvertTime(after, zone).DateTime, DateTimeKind.Unspecified);
        var day = TimeSpan.FromDays(1);
        if (after - DateTimeOffset.MinValue < day || DateTimeOffset.MaxValue - after < day || zone.GetUtcOffset(after - day) == zone.GetUtcOffset(after + day))
            return FirstOf(local, local, after, zone, TimeSpan.Zero);

        // Near a change of the clocks, wall time and time do not run in step: look around.
        return FirstOf(local - day, local, after, zone, day);
    }

    /// <inheritdoc/>
    public override string ToString() => Text;

    private DateTimeOffset? FirstOf(DateTime from, DateTime local, DateTimeOffset after, TimeZoneInfo zone, TimeSpan around)
    {
        DateTimeOffset? best = null;
        for (var candidate = NextLocal(from); candidate is { } wall; candidate = NextLocal(wall))
        {
            if (best is not null && wall > local + around && wall > best.Value.DateTime + around)
                break;
            foreach (var instant in Instants(wall, zone))
            {
                if (instant > after && (best is null || instant < best))
                    best = instant;
            }

            if (best is not null && around == TimeSpan.Zero)
                break;
        }

        return best;
    }

    private IEnumerable<DateTimeOffset> Instants(DateTime wall, TimeZoneInfo zone)
    {
        if (zone.IsInvalidTime(wall))
        {
            if (IsEveryHour)
                yield break;
            while (zone.IsInvalidTime(wall))
                wall = wall.AddMinutes(1);
            yield return new DateTimeOffset(wall, zone.GetUtcOffset(wall));
        }
        else if (zone.IsAmbiguousTime(wall))
        {
            // The larger offset is the earlier instant.
            var offsets = zone.GetAmbiguousTimeOffsets(wall).OrderDescending().ToArray();
            yield return new DateTimeOffset(wall, offsets[0]);
            if (IsEveryHour)
                yield return new DateTimeOffset(wall, offsets[^1]);
        }
        else
        {
            yield return new DateTimeOffset(wall, zone.GetUtcOffset(wall));
        }
    }

    private DateTime? NextLocal(DateTime after)
    {
        if (DateTime.MaxValue - after < TimeSpan.FromDays(366))
            return null;
        var time = new DateTime(after.Year, after.Month, after.Day, after.Hour, after.Minute, 0, DateTimeKind.Unspecified).AddMinutes(1);
        var end = Math.Min(after.Year + MaxYears, DateTime.MaxValue.Year - 1);
        while (time.Year <= end)
        {
            if (!Has(_months, time.Month))
                time = new DateTime(time.Year, time.Month, 1, 0, 0, 0, DateTimeKind.Unspecified).AddMonths(1);
            else if (!DayFits(time))
                time = time.Date.AddDays(1);
            else if (!Has(_hours, time.Hour))
                time = time.Date.AddHours(time.Hour + 1);
            else if (!Has(_minutes, time.Minute))
                time = time.AddMinutes(1);
            else
                return time;
        }

        return null;
    }

    private bool DayFits(DateTime time)
    {
        var day = Has(_days, time.Day);
        var weekday = Has(_weekdays, (int)time.DayOfWeek);
        return IsEveryDay ? weekday : IsEveryWeekday ? day : day || weekday;
    }

    private bool CanFire()
    {
        if (IsEveryDay || !IsEveryWeekday)
            return true;
        const int LeapYear = 2000;
        return Enumerable.Range(1, 12).Any(month =>
            Has(_months, month) && Enumerable.Range(1, DateTime.DaysInMonth(LeapYear, month)).Any(day => Has(_days, day)));
    }

    private static bool Has(ulong values, int value) => (values & (1UL << value)) != 0;

    private static string Macro(string word) => word.ToUpperInvariant() switch
    {
        "@HOURLY" => $"'{word}' is not used here; write '0 * * * *'",
        "@DAILY" or "@MIDNIGHT" => $"'{word}' is not used here; write '0 0 * * *'",
        "@WEEKLY" => $"'{word}' is not used here; write '0 0 * * SUN'",
        "@MONTHLY" => $"'{word}' is not used here; write '0 0 1 * *'",
        "@YEARLY" or "@ANNUALLY" => $"'{word}' is not used here; write '0 0 1 1 *'",
        _ => $"'{word}' is not used here; write five fields, such as '0 3 * * MON-FRI'",
    };
}
