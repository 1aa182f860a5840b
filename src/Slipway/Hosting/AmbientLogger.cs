using Microsoft.Extensions.Logging;

namespace Slipway.Hosting;

/// <summary>The logger of services when the program registers no logging of its own: lines belong to the task run that the service is called in.</summary>
internal sealed class AmbientLogger<T> : ILogger<T>
{
    public IDisposable? BeginScope<TState>(TState state)
        where TState : notnull => Run.Logger.BeginScope(state);

    public bool IsEnabled(LogLevel logLevel) => Run.Logger.IsEnabled(logLevel);

    public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter) =>
        Run.Logger.Log(logLevel, eventId, state, exception, formatter);
}
