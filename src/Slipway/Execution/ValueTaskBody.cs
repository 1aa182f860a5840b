using System.Diagnostics;
using Slipway.Runtime;

namespace Slipway.Execution;

/// <summary>A method that returns <see cref="ValueTask{TResult}"/>.</summary>
[DebuggerStepThrough, StackTraceHidden]
internal readonly struct ValueTaskBody<TCall, T>(TCall call) : IBody<T>
    where TCall : struct, IValueTaskCall<T>
{
    public ValueTask<T> InvokeAsync(Attempt attempt) => call.InvokeAsync(attempt);

    public void Visit<TVisitor>(ref TVisitor visitor)
        where TVisitor : struct, IArgumentVisitor, allows ref struct => call.Visit(ref visitor);
}
