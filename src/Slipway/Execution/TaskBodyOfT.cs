using System.Diagnostics;
using Slipway.Runtime;

namespace Slipway.Execution;

/// <summary>A method that returns <see cref="Task{TResult}"/>.</summary>
[DebuggerStepThrough, StackTraceHidden]
internal readonly struct TaskBody<TCall, T>(TCall call) : IBody<T>
    where TCall : struct, IAsyncTaskCall<T>
{
    public ValueTask<T> InvokeAsync(Attempt attempt) => new(call.InvokeAsync(attempt));

    public void Visit<TVisitor>(ref TVisitor visitor)
        where TVisitor : struct, IArgumentVisitor, allows ref struct => call.Visit(ref visitor);
}
