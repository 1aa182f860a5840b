using System.Diagnostics;
using Slipway.Runtime;

namespace Slipway.Execution;

/// <summary>As <see cref="Attempts"/>, for methods that return when they are done: the body always runs on its caller's thread.</summary>
[DebuggerStepThrough, StackTraceHidden]
internal static class SynchronousAttempts
{
    public static T Run<TCall, T>(TaskRun run, in TCall call)
        where TCall : struct, ISyncTaskCall<T>
    {
        var memory = run.Context.Memory;
        if (memory is not null)
        {
            run.Keyed = memory.Place(run, in call);
            if (run.Keyed is not null && Blocking.Wait(() => Attempts.FindAsync<T>(memory, run).AsTask()) is (true, var recorded))
                return recorded;
        }

        while (true)
        {
            TimeSpan delay;
            try
            {
                var result = Try<TCall, T>(run, in call);
                if (run.Keyed is not null && memory is not null)
                    result = Blocking.Wait(() => memory.KeepAsync(run, result).AsTask());
                run.Complete(result);
                return result;
            }
            catch (Exception exception) when (Attempts.MayTryAgain(run, exception, out delay))
            {
                run.ReportRetry(exception, delay);
            }
            catch (Exception exception)
            {
                run.Fail(exception);
                throw;
            }

            try
            {
                Blocking.Wait(() => Task.Delay(delay, run.Context.Clock, run.Offered));
            }
            catch (OperationCanceledException exception)
            {
                run.Fail(exception);
                throw;
            }
        }
    }

    private static T Try<TCall, T>(TaskRun run, in TCall call)
        where TCall : struct, ISyncTaskCall<T>
    {
        using var held = run.Policy.Slots.Length == 0
            ? null
            : Blocking.Wait(() => run.Context.Slots.TakeAsync(run, run.Policy.Slots, run.Offered).AsTask());
        run.ReportRunning();
        run.ThrowFault();
        if (run.Policy.Timeout is not { } limit)
            return Invoke<TCall, T>(run, in call);

        using var timer = new CancellationTokenSource(limit, run.Context.Options.LimitClock ?? run.Context.Clock);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(run.Offered, timer.Token);
        run.Present = either.Token;
        T result;
        try
        {
            result = Invoke<TCall, T>(run, in call);
        }
        catch (Exception exception) when (timer.IsCancellationRequested && !run.IsCancellation(exception))
        {
            throw run.TimedOut(limit, grace: null, exception);
        }

        return timer.IsCancellationRequested ? throw run.TimedOut(limit, grace: null, inner: null) : result;
    }

    private static T Invoke<TCall, T>(TaskRun run, in TCall call)
        where TCall : struct, ISyncTaskCall<T>
    {
        var before = Ambient.Enter(run);
        try
        {
            return call.Invoke(run);
        }
        finally
        {
            Ambient.Leave(before, run.Caller);
        }
    }
}
