using System.Collections.Concurrent;
using Microsoft.Extensions.Logging;
using Slipway.Core.Runs;
using Slipway.Reporting;
using Slipway.Results;
using Slipway.Running;
using Slipway.Runtime;

namespace Slipway.Execution;

/// <summary>What all task runs of a flow run share.</summary>
internal sealed class RunContext
{
    private long _taskRuns;
    private long _completed;
    private long _cached;
    private long _failed;
    private long _cancelled;
    private long _retries;
    private int _maps;

    public RunContext(string flowRunId, FlowRunOptions options)
    {
        FlowRunId = flowRunId;
        Options = options;
        Clock = options.Clock;
        Slots = new NamedSlots(options.Slots);
        if (options.Sinks.Count > 0)
        {
            Reporter = new Reporter(options.Sinks, Clock, options.Listener);
            Origins = new Origins();
        }
    }

    public string FlowRunId { get; }

    public FlowRunOptions Options { get; }

    public TimeProvider Clock { get; }

    /// <summary>Tells this launch from others of the same run.</summary>
    public string Launch { get; } = Guid.NewGuid().ToString("N");

    /// <summary>Null when nothing is recorded.</summary>
    public RunMemory? Memory { get; set; }

    /// <summary>Tasks that are given as lambdas, by name.</summary>
    public ConcurrentDictionary<string, TaskDefinition> Lambdas { get; } = new(StringComparer.Ordinal);

    /// <summary>Null when nobody listens.</summary>
    public Reporter? Reporter { get; }

    /// <summary>Null when nobody would see the edges.</summary>
    public Origins? Origins { get; }

    public NamedSlots Slots { get; }

    public TaskRunCounts Counts => new(
        Interlocked.Read(ref _taskRuns),
        Interlocked.Read(ref _completed),
        Interlocked.Read(ref _cached),
        Interlocked.Read(ref _failed),
        Interlocked.Read(ref _cancelled),
        Interlocked.Read(ref _retries));

    public long NextTaskRunId() => Interlocked.Increment(ref _taskRuns);

    public int NextMap() => Interlocked.Increment(ref _maps);

    public void Count(RunState state, StateVariant variant)
    {
        switch (state)
        {
            case RunState.Completed when variant == StateVariant.Cached:
                Interlocked.Increment(ref _cached);
                break;
            case RunState.Completed:
                Interlocked.Increment(ref _completed);
                break;
            case RunState.Failed or RunState.Crashed:
                Interlocked.Increment(ref _failed);
                break;
            case RunState.Cancelled:
                Interlocked.Increment(ref _cancelled);
                break;
            case RunState.AwaitingRetry:
                Interlocked.Increment(ref _retries);
                break;
        }
    }

    public ILogger Logger(string category, long? taskRunId) => new Logging.RunLogger(this, category, taskRunId);
}
