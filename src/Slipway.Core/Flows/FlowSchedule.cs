using System.Text.Json.Nodes;

namespace Slipway.Core.Flows;

/// <summary>When a flow runs by itself.</summary>
public sealed record FlowSchedule
{
    /// <summary>Five cron fields.</summary>
    public string? Cron { get; init; }

    /// <summary>The time zone of the tz database, such as <c>Europe/Warsaw</c>. Default: UTC.</summary>
    public string? TimeZone { get; init; }

    /// <summary>The parameters of the runs that it starts; what is not said has its default. Treat as read-only.</summary>
    public JsonObject? Parameters { get; init; }
}
