using Slipway.Core.Runs;
using Slipway.Execution;
using Slipway.Results;
using Slipway.Runtime;

namespace Slipway.Running;

/// <summary>Runs flows in this process: what the host of an application and tests are built on.</summary>
public static class FlowRunner
{
    /// <summary>Runs a flow to its end. What the flow throws is in the result.</summary>
    /// <param name="flow">The flow.</param>
    /// <param name="arguments">Its inputs by parameter name: values of the parameter's type, or JSON elements. Left out: the default.</param>
    /// <param name="options">How. Default: as <see cref="FlowRunOptions"/> says.</param>
    /// <param name="cancellationToken">Cancels the run: it reaches the body of each task.</param>
    /// <exception cref="ResultStoreException">The results can't be opened; nothing was run.</exception>
    public static async Task<FlowRunResult> RunAsync(
        FlowDefinition flow,
        IReadOnlyDictionary<string, object?>? arguments = null,
        FlowRunOptions? options = null,
        CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(flow);
        options ??= new FlowRunOptions();
        var bound = new FlowArguments(flow, arguments, options.Json);
        var context = new RunContext(options.RunId ?? NewId(options.Clock), options);
        var store = options.Results ?? (flow.Settings.Retries > 0 ? new MemoryResultStore() : null);
        if (store is not null)
            context.Memory = new RunMemory(context, store, await store.OpenAsync(context.FlowRunId, cancellationToken));
        var run = new TaskRun(context, flow, new TaskPolicy(flow.Name, flow.Settings), cancellationToken);
        run.Keyed = context.Memory?.Root();
        var began = options.Clock.GetTimestamp();
        context.Reporter?.FlowRunStarted(context.FlowRunId, flow.Name, run.Policy.RunName?.Of(bound.Find) ?? flow.Name, parentTaskRunId: null);

        object? value = null;
        Exception? failure = null;
        await using (cancellationToken.UnsafeRegister(static state => ((TaskRun)state!).ReportCancelling(), run))
        {
            try
            {
                value = await Attempts.RunAsync<FlowBody, object?>(run, new FlowBody(flow, attempt => new BoundFlowCall(bound, attempt)));
            }
            catch (Exception exception)
            {
                failure = exception;
            }
        }

        if (context.Memory is not null)
            await context.Memory.CloseAsync();
        context.Origins?.Dispose();
        return new FlowRunResult
        {
            FlowRunId = context.FlowRunId,
            Flow = flow.Name,
            State = failure is null ? RunState.Completed : run.IsCancellation(failure) ? RunState.Cancelled : RunState.Failed,
            Variant = failure is TaskTimeoutException ? StateVariant.TimedOut : StateVariant.None,
            Value = value,
            Exception = failure,
            Duration = options.Clock.GetElapsedTime(began),
            Attempts = run.Number,
            TaskRuns = context.Counts,
            UnreportedEvents = context.Reporter is null ? 0 : await context.Reporter.CompleteAsync(options.ReportingDeadline),
        };
    }

    /// <summary>Runs a delegate as a flow.</summary>
    /// <param name="name">The flow's name.</param>
    /// <param name="body">The flow; its token ends with the run's cancellation.</param>
    /// <param name="options">How. Default: as <see cref="FlowRunOptions"/> says.</param>
    /// <param name="cancellationToken">Cancels the run: it reaches the body of each task.</param>
    /// <typeparam name="T">What it returns.</typeparam>
    public static Task<FlowRunResult> RunAsync<T>(
        string name,
        Func<CancellationToken, Task<T>> body,
        FlowRunOptions? options = null,
        CancellationToken cancellationToken = default)
    {
        ArgumentException.ThrowIfNullOrEmpty(name);
        ArgumentNullException.ThrowIfNull(body);
        var flow = new FlowDefinition
        {
            Id = name,
            Name = name,
            Settings = new FlowAttribute(name),
            Invoke = async call => await body(call.CancellationToken),
        };
        return RunAsync(flow, arguments: null, options, cancellationToken);
    }

    /// <summary>A new flow run id: sorts by time.</summary>
    internal static string NewId(TimeProvider clock) => Guid.CreateVersion7(clock.GetUtcNow()).ToString("N");
}
