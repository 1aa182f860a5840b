namespace Slipway.LocalEcs.CloudWatchLogs;

/// <summary>A log group.</summary>
/// <param name="Id">Its key in the database.</param>
/// <param name="Name">Its name.</param>
/// <param name="Created">When it was made, in milliseconds since 1970.</param>
/// <param name="Class">The log class, such as <c>STANDARD</c>.</param>
/// <param name="RetentionDays">How long events are kept; null means for ever.</param>
internal sealed record LogGroup(long Id, string Name, long Created, string Class, int? RetentionDays);
