using System.Diagnostics.CodeAnalysis;
using Slipway.Core.Containers;

namespace Slipway.Core.Schedules;

/// <summary>Reads names of time zones: those of the tz database, such as <c>Europe/Warsaw</c>, so that a schedule means the same everywhere.</summary>
public static class TimeZoneName
{
    /// <summary>The zone of schedules that name none.</summary>
    public const string Default = "UTC";

    /// <summary>Finds a time zone.</summary>
    /// <param name="name">What was written.</param>
    /// <param name="zone">The time zone.</param>
    /// <param name="problem">What is wrong, and what would be valid.</param>
    public static bool TryFind(string name, [NotNullWhen(true)] out TimeZoneInfo? zone, [NotNullWhen(false)] out string? problem)
    {
        ArgumentNullException.ThrowIfNull(name);
        problem = null;

        // TimeZoneInfo also takes names in other cases, Windows's names, and abbreviations of which nobody knows the daylight saving time.
        var plain = name == Default || (name.Contains('/', StringComparison.Ordinal) && !name.Contains("..", StringComparison.Ordinal));
        if (plain && TimeZoneInfo.TryFindSystemTimeZoneById(name, out zone) && zone.Id == name)
            return true;

        zone = null;
        var near = NameSuggestion.Nearest(name, TimeZoneInfo.GetSystemTimeZones().Select(known => known.Id).Where(id => id.Contains('/', StringComparison.Ordinal)));
        problem = $"'{name}' is no time zone of the tz database; " + (near is null ? "write its name, such as Europe/Warsaw, or UTC" : $"did you mean '{near}'?");
        return false;
    }
}
