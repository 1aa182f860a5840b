using System.Diagnostics;
using Slipway.Core.Runs;
using Slipway.Results;
using Slipway.Runtime;

namespace Slipway.Execution;

/// <summary>Runs a body until an attempt succeeds or no other may follow.</summary>
[DebuggerStepThrough, StackTraceHidden]
internal static class Attempts
{
    public static async Task<T> RunAsync<TBody, T>(TaskRun run, TBody body)
        where TBody : struct, IBody<T>
    {
        var memory = run.Definition is null ? null : run.Context.Memory;
        if (memory is not null)
        {
            run.Keyed = memory.Place(run, in body);
            if (run.Keyed is not null && await FindAsync<T>(memory, run) is (true, var recorded))
                return recorded;
        }

        while (true)
        {
            TimeSpan delay;
            try
            {
                var result = await TryAsync<TBody, T>(run, body);
                if (run.Keyed is not null && memory is not null)
                    result = await memory.KeepAsync(run, result);
                run.Complete(result);
                return result;
            }
            catch (Exception exception) when (MayTryAgain(run, exception, out delay))
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
                await Task.Delay(delay, run.Context.Clock, run.Offered);
            }
            catch (OperationCanceledException exception)
            {
                run.Fail(exception);
                throw;
            }
        }
    }

    /// <summary>A recorded or cached result ends the task run.</summary>
    public static async ValueTask<(bool Found, T Value)> FindAsync<T>(RunMemory memory, TaskRun run)
    {
        try
        {
            var found = await memory.FindAsync<T>(run);
            if (found.Found)
                run.Complete(found.Value, StateVariant.Cached);
            return found;
        }
        catch (Exception exception)
        {
            run.Fail(exception);
            throw;
        }
    }

    public static bool MayTryAgain(TaskRun run, Exception failure, out TimeSpan delay)
    {
        if (run.Definition?.ContainerRetries is { } containers)
        {
            delay = default;
            return !run.IsCancellation(failure) && ContainerRetries.May(run, containers, failure, out delay);
        }

        var retries = run.Policy.Retries;
        var may = run.Number <= retries.Retries && !run.IsCancellation(failure) && run.Policy.IsRetried(failure);
        delay = may ? retries.DelayBefore(run.Number, run.Context.Options.Random()) : default;
        return may;
    }

    private static async Task<T> TryAsync<TBody, T>(TaskRun run, TBody body)
        where TBody : struct, IBody<T>
    {
        using var held = await run.Context.Slots.TakeAsync(run, run.Policy.Slots, run.Offered);
        run.ReportRunning();
        Ambient.Set(run);
        run.ThrowFault();
        return run.Policy.Timeout is { } limit
            ? await LimitAsync(run, limit, body.InvokeAsync)
            : await body.InvokeAsync(run);
    }

    private static async Task<T> LimitAsync<T>(TaskRun run, TimeSpan limit, Func<Attempt, ValueTask<T>> body)
    {
        var clock = run.Context.Options.LimitClock ?? run.Context.Clock;
        using var timer = new CancellationTokenSource(limit, clock);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(run.Offered, timer.Token);
        run.Present = either.Token;
        var work = InvokeAsync(run, body);
        var over = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        await using (timer.Token.UnsafeRegister(static state => ((TaskCompletionSource)state!).TrySetResult(), over))
            await Task.WhenAny(work, over.Task);
        if (!timer.IsCancellationRequested)
            return await work;

        var grace = run.Context.Options.TimeoutGrace;
        try
        {
            await work.WaitAsync(grace, clock);
        }
        catch (TimeoutException exception) when (!work.IsCompleted)
        {
            // Nobody is left to see how it ends.
            _ = work.ContinueWith(static late => late.Exception, CancellationToken.None, TaskContinuationOptions.OnlyOnFaulted | TaskContinuationOptions.ExecuteSynchronously, TaskScheduler.Default);
            throw run.TimedOut(limit, grace, exception);
        }
        catch (Exception exception) when (!run.IsCancellation(exception))
        {
            throw run.TimedOut(limit, grace: null, exception);
        }

        throw run.TimedOut(limit, grace: null, inner: null);
    }

    // A body may throw before it returns its task.
    private static async Task<T> InvokeAsync<T>(Attempt attempt, Func<Attempt, ValueTask<T>> body) => await body(attempt);
}
