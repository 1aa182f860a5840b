namespace Slipway.Core.Text;

/// <summary>Time spans for people.</summary>
public static class Elapsed
{
    /// <summary>A time span as people read it: <c>0.8 s</c>, <c>12 s</c>, <c>4 min 12 s</c>, <c>2 h 05 min</c>. What is below zero counts as zero.</summary>
    public static string Of(TimeSpan span)
    {
        if (span < TimeSpan.Zero)
            span = TimeSpan.Zero;
        return span switch
        {
            { TotalSeconds: < 9.95 } => $"{span.TotalSeconds:0.0} s",
            { TotalSeconds: < 59.5 } => $"{span.TotalSeconds:0} s",
            { TotalHours: < 1 } => $"{(int)span.TotalMinutes} min {span.Seconds:00} s",
            _ => $"{(int)span.TotalHours} h {span.Minutes:00} min",
        };
    }
}
