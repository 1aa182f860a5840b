using Microsoft.Extensions.Logging;

namespace Slipway.Results;

internal static partial class ResultLog
{
    [LoggerMessage(EventId = 1201, Level = LogLevel.Warning, Message = "{What}")]
    public static partial void Warn(ILogger logger, string what);
}
