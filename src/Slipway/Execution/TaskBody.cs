using System.Diagnostics;
using Slipway.Runtime;

namespace Slipway.Execution;

/// <summary>A method that returns <see cref="Task"/>.</summary>
[DebuggerStepThrough, StackTraceHidden]
internal readonly struct TaskBody<TCall>(TCall call) : IBody<Nothing>
    where TCall : struct, IAsyncTaskCall
{
    public async ValueTask<Nothing> InvokeAsync(Attempt attempt)
    {
        await call.InvokeAsync(attempt);
        return default;
    }

    public void Visit<TVisitor>(ref TVisitor visitor)
        where TVisitor : struct, IArgumentVisitor, allows ref struct => call.Visit(ref visitor);
}
