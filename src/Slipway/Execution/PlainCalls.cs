using System.Diagnostics;
using Slipway.Runtime;

namespace Slipway.Execution;

/// <summary>Calls with one attempt that starts at once: no state machine of ours unless the body is still at work when it returns.</summary>
[DebuggerStepThrough, StackTraceHidden]
internal static class PlainCalls
{
    public static T Run<TCall, T>(TaskRun run, in TCall call)
        where TCall : struct, ISyncTaskCall<T>
    {
        run.ReportRunning();
        var before = Ambient.Enter(run);
        T result;
        try
        {
            result = call.Invoke(run);
        }
        catch (Exception exception)
        {
            run.Fail(exception);
            throw;
        }
        finally
        {
            Ambient.Leave(before, run.Caller);
        }

        run.Complete(result);
        return result;
    }

    public static Task RunAsync<TCall>(TaskRun run, in TCall call)
        where TCall : struct, IAsyncTaskCall
    {
        run.ReportRunning();
        var before = Ambient.Enter(run);
        Task body;
        try
        {
            body = call.InvokeAsync(run);
        }
        catch (Exception exception)
        {
            body = Task.FromException(exception);
        }
        finally
        {
            Ambient.Leave(before, run.Caller);
        }

        if (!body.IsCompletedSuccessfully)
            return FinishAsync(run, body);
        run.Complete(default(Nothing));
        return body;
    }

    public static Task<T> RunAsync<TCall, T>(TaskRun run, in TCall call)
        where TCall : struct, IAsyncTaskCall<T>
    {
        run.ReportRunning();
        var before = Ambient.Enter(run);
        Task<T> body;
        try
        {
            body = call.InvokeAsync(run);
        }
        catch (Exception exception)
        {
            body = Task.FromException<T>(exception);
        }
        finally
        {
            Ambient.Leave(before, run.Caller);
        }

        if (!body.IsCompletedSuccessfully)
            return FinishAsync(run, body);
        run.Complete(body.Result);
        return body;
    }

    public static ValueTask<T> RunValueAsync<TCall, T>(TaskRun run, in TCall call)
        where TCall : struct, IValueTaskCall<T>
    {
        run.ReportRunning();
        var before = Ambient.Enter(run);
        ValueTask<T> body;
        try
        {
            body = call.InvokeAsync(run);
        }
        catch (Exception exception)
        {
            body = ValueTask.FromException<T>(exception);
        }
        finally
        {
            Ambient.Leave(before, run.Caller);
        }

        if (!body.IsCompletedSuccessfully)
            return new ValueTask<T>(FinishAsync(run, body.AsTask()));
        var result = body.Result;
        run.Complete(result);
        return ValueTask.FromResult(result);
    }

    private static async Task FinishAsync(TaskRun run, Task body)
    {
        try
        {
            await body;
        }
        catch (Exception exception)
        {
            run.Fail(exception);
            throw;
        }

        run.Complete(default(Nothing));
    }

    private static async Task<T> FinishAsync<T>(TaskRun run, Task<T> body)
    {
        T result;
        try
        {
            result = await body;
        }
        catch (Exception exception)
        {
            run.Fail(exception);
            throw;
        }

        run.Complete(result);
        return result;
    }
}
