namespace Slipway.Cli.Terminal;

/// <summary>A point in time as people think of it: <c>3 min ago</c>, <c>2 days ago</c>, and the date when it is long ago.</summary>
internal static class Ago
{
    private const int ShownInDays = 60;

    /// <summary>How long ago it was.</summary>
    public static string Of(DateTimeOffset at, DateTimeOffset now)
    {
        var span = now - at;
        return span switch
        {
            { TotalSeconds: < 60 } => "just now",
            { TotalMinutes: < 60 } => $"{(int)span.TotalMinutes} min ago",
            { TotalHours: < 48 } => $"{(int)span.TotalHours} h ago",
            { TotalDays: < ShownInDays } => $"{(int)span.TotalDays} days ago",
            _ => at.ToUniversalTime().ToString("yyyy-MM-dd"),
        };
    }
}
