using System.ComponentModel;
using System.Diagnostics;
using Slipway.Core.Errors;
using Slipway.Execution;

namespace Slipway.Runtime;

/// <summary>
/// Where intercepted calls arrive. Generated code asks <see cref="AreTracked"/> first, and calls the method itself outside a run. A call in a run that is
/// being cancelled does not start: it ends as cancelled at once, unless it is part of <see cref="Run.BeginCleanUp"/>.
/// </summary>
[EditorBrowsable(EditorBrowsableState.Never)]
[DebuggerStepThrough, StackTraceHidden]
public static class TaskCalls
{
    /// <summary>Whether the caller is inside a flow run.</summary>
    public static bool AreTracked => Ambient.Current is not null;

    /// <summary>A call of a method that returns its result, or <see cref="Nothing"/> for void.</summary>
    /// <typeparam name="TCall">The call.</typeparam>
    /// <typeparam name="T">The result.</typeparam>
    public static T Run<TCall, T>(TaskDefinition task, string site, in TCall call)
        where TCall : struct, ISyncTaskCall<T>
    {
        var caller = Caller(task);
        caller.Present.ThrowIfCancellationRequested();
        var run = new TaskRun(caller, task, site);
        run.ReportCreated(in call);
        return run.IsPlain ? PlainCalls.Run<TCall, T>(run, in call) : SynchronousAttempts.Run<TCall, T>(run, in call);
    }

    /// <summary>A call of a method that returns <see cref="Task"/>; a <see cref="ValueTask"/> is made one of.</summary>
    /// <typeparam name="TCall">The call.</typeparam>
    public static Task RunAsync<TCall>(TaskDefinition task, string site, in TCall call)
        where TCall : struct, IAsyncTaskCall
    {
        var caller = Caller(task);
        if (caller.Present.IsCancellationRequested)
            return Task.FromCanceled(caller.Present);
        var run = new TaskRun(caller, task, site);
        run.ReportCreated(in call);
        return run.IsPlain
            ? PlainCalls.RunAsync(run, in call)
            : Attempts.RunAsync<TaskBody<TCall>, Nothing>(run, new TaskBody<TCall>(call));
    }

    /// <summary>A call of a method that returns <see cref="Task{TResult}"/>.</summary>
    /// <typeparam name="TCall">The call.</typeparam>
    /// <typeparam name="T">The result.</typeparam>
    public static Task<T> RunAsync<TCall, T>(TaskDefinition task, string site, in TCall call)
        where TCall : struct, IAsyncTaskCall<T>
    {
        var caller = Caller(task);
        if (caller.Present.IsCancellationRequested)
            return Task.FromCanceled<T>(caller.Present);
        var run = new TaskRun(caller, task, site);
        run.ReportCreated(in call);
        return run.IsPlain
            ? PlainCalls.RunAsync<TCall, T>(run, in call)
            : Attempts.RunAsync<TaskBody<TCall, T>, T>(run, new TaskBody<TCall, T>(call));
    }

    /// <summary>A call of a method that returns <see cref="ValueTask{TResult}"/>.</summary>
    /// <typeparam name="TCall">The call.</typeparam>
    /// <typeparam name="T">The result.</typeparam>
    public static ValueTask<T> RunValueAsync<TCall, T>(TaskDefinition task, string site, in TCall call)
        where TCall : struct, IValueTaskCall<T>
    {
        var caller = Caller(task);
        if (caller.Present.IsCancellationRequested)
            return ValueTask.FromCanceled<T>(caller.Present);
        var run = new TaskRun(caller, task, site);
        run.ReportCreated(in call);
        return run.IsPlain
            ? PlainCalls.RunValueAsync<TCall, T>(run, in call)
            : new ValueTask<T>(Attempts.RunAsync<ValueTaskBody<TCall, T>, T>(run, new ValueTaskBody<TCall, T>(call)));
    }

    private static TaskRun Caller(TaskDefinition task) =>
        Ambient.Current ?? throw new SlipwayException("run.not-active", $"The task {task.Name} was to be tracked outside a flow run. Ask TaskCalls.AreTracked first, as generated code does.");
}
