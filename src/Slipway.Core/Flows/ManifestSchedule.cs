using System.Text.Json;

namespace Slipway.Core.Flows;

/// <summary>One schedule of a flow.</summary>
/// <param name="Cron">Five cron fields, as written.</param>
/// <param name="TimeZone">An IANA time zone.</param>
/// <param name="Parameters">The parameters of the runs that it starts, an object; null for the defaults.</param>
public sealed record ManifestSchedule(string Cron, string TimeZone = "UTC", JsonElement? Parameters = null);
