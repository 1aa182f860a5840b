namespace Slipway.LocalEcs.CloudWatchLogs;

/// <summary>A log stream. Times are milliseconds since 1970.</summary>
/// <param name="Id">Its key in the database.</param>
/// <param name="Name">Its name.</param>
/// <param name="Created">When it was made.</param>
/// <param name="First">The time of the earliest event; null when there is none.</param>
/// <param name="Last">The time of the latest event; null when there is none.</param>
/// <param name="Ingested">When events were last taken; null when never.</param>
internal sealed record LogStream(long Id, string Name, long Created, long? First, long? Last, long? Ingested);
