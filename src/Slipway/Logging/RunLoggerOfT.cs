using Microsoft.Extensions.Logging;

namespace Slipway.Logging;

/// <summary>A logger with the category that a service or parameter asks for.</summary>
internal sealed class RunLogger<T>(ILogger logger) : ILogger<T>
{
    public IDisposable? BeginScope<TState>(TState state)
        where TState : notnull => logger.BeginScope(state);

    public bool IsEnabled(LogLevel logLevel) => logger.IsEnabled(logLevel);

    public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter) =>
        logger.Log(logLevel, eventId, state, exception, formatter);
}
