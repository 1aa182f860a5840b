using System.Diagnostics;
using Slipway.Runtime;

namespace Slipway.Execution;

/// <summary>A lambda with its inputs.</summary>
[DebuggerStepThrough, StackTraceHidden]
internal readonly struct LambdaCall<TInputs, T>(TInputs inputs, Func<TInputs, CancellationToken, Task<T>> body) : IAsyncTaskCall<T>
{
    public Task<T> InvokeAsync(Attempt attempt) => body(inputs, attempt.Token(default));

    public void Visit<TVisitor>(ref TVisitor visitor)
        where TVisitor : struct, IArgumentVisitor, allows ref struct => visitor.Input("inputs", inputs);
}
