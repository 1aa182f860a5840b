using System.Text;

namespace Slipway.LocalEcs.CloudWatchLogs;

/// <summary>An event of a stream.</summary>
/// <param name="At">Where it stands.</param>
/// <param name="Stream">The stream's name.</param>
/// <param name="Ingested">When it was taken, in milliseconds since 1970.</param>
/// <param name="Message">Its text.</param>
internal sealed record LogEvent(EventPosition At, string Stream, long Ingested, string Message)
{
    /// <summary>What CloudWatch Logs adds to each event's size. Documented with PutLogEvents.</summary>
    public const int OverheadBytes = 26;

    /// <summary>The event's size as CloudWatch Logs counts it.</summary>
    public int SizeBytes => Encoding.UTF8.GetByteCount(Message) + OverheadBytes;
}
