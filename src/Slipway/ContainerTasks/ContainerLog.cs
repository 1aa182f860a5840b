using Microsoft.Extensions.Logging;

namespace Slipway.ContainerTasks;

/// <summary>Writes what a container says into the log of its task run: its own lines as information, news of the launch as debugging.</summary>
internal sealed partial class ContainerLog(ILogger logger) : IContainerListener
{
    public void Line(string text) => Said(logger, text);

    public void News(string text) => Told(logger, text);

    [LoggerMessage(LogLevel.Information, "{Line}")]
    private static partial void Said(ILogger logger, string line);

    [LoggerMessage(LogLevel.Debug, "{Words}")]
    private static partial void Told(ILogger logger, string words);
}
