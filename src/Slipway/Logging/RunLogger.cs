using Microsoft.Extensions.Logging;
using Slipway.Execution;

namespace Slipway.Logging;

/// <summary>Reports lines as part of a flow run or task run, and passes them on to the logger factory of the options.</summary>
internal sealed class RunLogger(RunContext context, string category, long? taskRunId) : ILogger
{
    private readonly ILogger? _next = context.Options.LoggerFactory?.CreateLogger(category);

    public IDisposable? BeginScope<TState>(TState state)
        where TState : notnull => _next?.BeginScope(state);

    public bool IsEnabled(LogLevel logLevel) => IsReported(logLevel) || _next?.IsEnabled(logLevel) == true;

    public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter)
    {
        ArgumentNullException.ThrowIfNull(formatter);
        if (IsReported(logLevel))
        {
            var text = formatter(state, exception);
            context.Reporter!.Logged(taskRunId, Name(logLevel), category, exception is null ? text : $"{text}\n{exception}");
        }

        _next?.Log(logLevel, eventId, state, exception, formatter);
    }

    private static string Name(LogLevel level) => level switch
    {
        LogLevel.Trace => "trace",
        LogLevel.Debug => "debug",
        LogLevel.Information => "information",
        LogLevel.Warning => "warning",
        LogLevel.Error => "error",
        _ => "critical",
    };

    private bool IsReported(LogLevel level) =>
        context.Reporter is not null && level != LogLevel.None && level >= context.Options.MinimumLogLevel;
}
