using System.Diagnostics;

namespace Slipway.Execution;

/// <summary>The one place where a thread waits: a synchronous task has promised its caller to return only when it is done.</summary>
[DebuggerStepThrough, StackTraceHidden]
internal static class Blocking
{
    // Waiting this way tells the thread pool that it needs another thread.
    public static void Wait(Func<Task> work) => Start(work).GetAwaiter().GetResult();

    public static T Wait<T>(Func<Task<T>> work) => Start(work).GetAwaiter().GetResult();

    // Without the caller's context: its continuations would wait for the very thread that is blocked here.
    private static TTask Start<TTask>(Func<TTask> work)
    {
        var context = SynchronizationContext.Current;
        SynchronizationContext.SetSynchronizationContext(null);
        try
        {
            return work();
        }
        finally
        {
            SynchronizationContext.SetSynchronizationContext(context);
        }
    }
}
