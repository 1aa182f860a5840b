using System.Text.Json;
using Microsoft.Extensions.Logging;
using Slipway.Reporting;
using Slipway.Results;
using Slipway.VariableStores;

namespace Slipway.Running;

/// <summary>How a flow is run.</summary>
public sealed class FlowRunOptions
{
    /// <summary>The flow run's id: letters, digits, hyphens, underscores, dots. The same id again resumes the run from its recorded results. Default: a new one.</summary>
    public string? RunId { get; init; }

    /// <summary>Where it reports to. Default: nowhere, which costs the least.</summary>
    public IReadOnlyList<IRunSink> Sinks { get; init; } = [];

    /// <summary>
    /// Where results are recorded and cached. Default: nowhere, so that a resumed run begins anew; a flow with retries remembers results in this process.
    /// </summary>
    public IResultStore? Results { get; init; }

    /// <summary>Where <see cref="Slipway.Variables"/> are kept. Default: nowhere, so that using one is an error.</summary>
    public IVariableStore? Variables { get; init; }

    /// <summary>Whether tasks run although a cached result would be good, and the cache gets the new one. Default: false.</summary>
    public bool RefreshCache { get; init; }

    /// <summary>Where instances of flow types and services come from. Default: none.</summary>
    public IServiceProvider Services { get; init; } = NoServices.Instance;

    /// <summary>The clock of delays, limits and reported times. Default: the system's.</summary>
    public TimeProvider Clock { get; init; } = TimeProvider.System;

    /// <summary>How many concurrency slots there are, by name. Default: one of each name that a task uses.</summary>
    public IReadOnlyDictionary<string, int> Slots { get; init; } = new Dictionary<string, int>(StringComparer.Ordinal);

    /// <summary>Where log lines go besides the sinks. Default: nowhere.</summary>
    public ILoggerFactory? LoggerFactory { get; init; }

    /// <summary>The lowest level of reported log lines. Default: information.</summary>
    public LogLevel MinimumLogLevel { get; init; } = LogLevel.Information;

    /// <summary>How long a body may go on after its time limit cancelled its token, before it is left behind. Default: 10 s.</summary>
    public TimeSpan TimeoutGrace { get; init; } = TimeSpan.FromSeconds(10);

    /// <summary>How long the end of the run waits for sinks that are behind. Default: 30 s.</summary>
    public TimeSpan ReportingDeadline { get; init; } = TimeSpan.FromSeconds(30);

    /// <summary>How inputs and results are written as JSON. Default: System.Text.Json's web defaults, enums as text.</summary>
    public JsonSerializerOptions Json { get; init; } = FlowJson.Default;

    /// <summary>The clock of time limits, where tests keep it apart. Default: <see cref="Clock"/>.</summary>
    internal TimeProvider? LimitClock { get; init; }

    /// <summary>Makes attempts fail before their body runs, for tests: from task run and task to an exception, or null. Default: never.</summary>
    internal Func<long, string, Exception?>? Fault { get; init; }

    /// <summary>Hears each event as it happens, before whoever caused it goes on. Default: nobody.</summary>
    internal Action<RunEvent>? Listener { get; init; }

    /// <summary>The source of jitter: numbers from 0 up to 1.</summary>
    internal Func<double> Random { get; init; } = System.Random.Shared.NextDouble;
}
