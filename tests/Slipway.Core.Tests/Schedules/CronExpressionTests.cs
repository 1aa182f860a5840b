using System.Globalization;
using Slipway.Core.Schedules;

namespace Slipway.Core.Tests.Schedules;

public sealed class CronExpressionTests
{
    [Theory]
    [InlineData("0 3 * *", "write five fields")]
    [InlineData("", "write five fields")]
    [InlineData("0 0 3 * * *", "has 6 fields; cron has five here")]
    [InlineData("@daily", "write '0 0 * * *'")]
    [InlineData("@often", "write five fields")]
    [InlineData("60 3 * * *", "'60' is not a minute; write a number from 0 to 59")]
    [InlineData("0 24 * * *", "'24' is not an hour; write a number from 0 to 23")]
    [InlineData("0 0 0 * *", "'0' is not a day of the month; write a number from 1 to 31")]
    [InlineData("0 0 * 13 *", "from 1 to 12, or JAN to DEC")]
    [InlineData("0 0 * * MUN", "from 0 to 7, or SUN to SAT")]
    [InlineData("0 0 * * 8", "from 0 to 7, or SUN to SAT")]
    [InlineData("*/0 * * * *", "write a number from 1 to 59 after '/'")]
    [InlineData("*/x * * * *", "write a number from 1 to 59 after '/'")]
    [InlineData("5/15 * * * *", "write '5-59/15' or '*/15'")]
    [InlineData("0 22-2 * * *", "'22-2' runs backwards; write two ranges")]
    [InlineData("0 0 30 2 *", "never comes")]
    [InlineData("0 0 31 4,6,9,11 *", "never comes")]
    [InlineData("1,,2 * * * *", "'' is not a minute")]
    [InlineData("-1 * * * *", "'' is not a minute")]
    public void What_is_no_cron_text_is_answered_with_what_would_be(string text, string part)
    {
        Assert.False(CronExpression.TryParse(text, out var cron, out var problem));
        Assert.Null(cron);
        Assert.Contains(part, problem, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("0 3 * * *", "2026-01-05T12:00Z", "UTC", "2026-01-06T03:00+00:00")]
    [InlineData("0 3 * * *", "2026-01-05T12:00Z", "Europe/Warsaw", "2026-01-06T03:00+01:00")]
    [InlineData("*/15 * * * *", "2026-01-05T12:00Z", "UTC", "2026-01-05T12:15+00:00")]
    [InlineData("0 9 * * mon-fri", "2026-01-09T09:00Z", "UTC", "2026-01-12T09:00+00:00")]
    [InlineData("0 9 * * 7", "2026-01-05T12:00Z", "UTC", "2026-01-11T09:00+00:00")]
    [InlineData("0 9 * * FRI-SUN", "2026-01-10T09:00Z", "UTC", "2026-01-11T09:00+00:00")]
    [InlineData("0 0 29 FEB *", "2026-01-05T12:00Z", "UTC", "2028-02-29T00:00+00:00")]
    [InlineData("0 0 29 2 *", "2096-03-01T00:00Z", "UTC", "2104-02-29T00:00+00:00")]
    // The 13th, or a Friday.
    [InlineData("0 0 13 * 5", "2026-01-09T00:00Z", "UTC", "2026-01-13T00:00+00:00")]
    [InlineData("0 0 13 * 5", "2026-01-13T00:00Z", "UTC", "2026-01-16T00:00+00:00")]
    // Clocks go forward on 29 March 2026, 2:00 to 3:00, in Warsaw.
    [InlineData("30 2 * * *", "2026-03-28T12:00Z", "Europe/Warsaw", "2026-03-29T03:00+02:00")]
    [InlineData("*/10 2 * * *", "2026-03-29T01:00Z", "Europe/Warsaw", "2026-03-30T02:00+02:00")]
    [InlineData("30 * * * *", "2026-03-29T00:30Z", "Europe/Warsaw", "2026-03-29T03:30+02:00")]
    // Clocks go back on 25 October 2026, 3:00 to 2:00.
    [InlineData("30 2 * * *", "2026-10-24T12:00Z", "Europe/Warsaw", "2026-10-25T02:30+02:00")]
    [InlineData("30 2 * * *", "2026-10-25T00:30Z", "Europe/Warsaw", "2026-10-26T02:30+01:00")]
    [InlineData("30 * * * *", "2026-10-25T00:30Z", "Europe/Warsaw", "2026-10-25T02:30+01:00")]
    [InlineData("*/20 * * * *", "2026-10-25T00:40Z", "Europe/Warsaw", "2026-10-25T02:00+01:00")]
    // Half an hour only: Lord Howe, 5 October 2025, 2:00 to 2:30.
    [InlineData("15 2 * * *", "2025-10-04T12:00Z", "Australia/Lord_Howe", "2025-10-05T02:30+11:00")]
    public void The_next_time_is_on_the_clocks_of_the_zone(string text, string after, string zone, string expected)
    {
        Assert.True(CronExpression.TryParse(text, out var cron, out var problem), problem);
        var next = cron.NextAfter(DateTimeOffset.Parse(after, CultureInfo.InvariantCulture), TimeZoneInfo.FindSystemTimeZoneById(zone));
        Assert.Equal(expected, next?.ToString("yyyy-MM-dd'T'HH:mmzzz", CultureInfo.InvariantCulture));
    }

    [Theory]
    [InlineData("30 2 * * *")]
    [InlineData("*/7 * * * *")]
    [InlineData("0 */2 * * *")]
    [InlineData("15,45 1-3 * 3,10 SUN")]
    public void Times_go_forward_and_never_twice_through_both_changes_of_the_clocks(string text)
    {
        Assert.True(CronExpression.TryParse(text, out var cron, out _));
        var zone = TimeZoneInfo.FindSystemTimeZoneById("Europe/Warsaw");
        foreach (var start in new[] { new DateTimeOffset(2026, 3, 27, 0, 0, 0, TimeSpan.Zero), new DateTimeOffset(2026, 10, 23, 0, 0, 0, TimeSpan.Zero) })
        {
            var at = start;
            for (var i = 0; i < 500; i++)
            {
                var next = cron.NextAfter(at, zone)!.Value;
                Assert.True(next > at, $"{text}: {next:O} after {at:O}");
                // From any instant between, the answer is the same.
                Assert.Equal(next, cron.NextAfter(at + ((next - at) / 2), zone));
                at = next;
            }
        }
    }

    [Theory]
    [InlineData("UTC", null)]
    [InlineData("Europe/Warsaw", null)]
    [InlineData("America/Argentina/Buenos_Aires", null)]
    [InlineData("Europe/Warsaww", "did you mean 'Europe/Warsaw'?")]
    [InlineData("europe/warsaw", "did you mean 'Europe/Warsaw'?")]
    [InlineData("CET", "write its name, such as Europe/Warsaw, or UTC")]
    [InlineData("../../etc/passwd", "is no time zone")]
    [InlineData("", "is no time zone")]
    public void Time_zones_are_those_of_the_tz_database(string name, string? part)
    {
        Assert.Equal(part is null, TimeZoneName.TryFind(name, out _, out var problem));
        if (part is not null)
            Assert.Contains(part, problem!, StringComparison.Ordinal);
    }
}
