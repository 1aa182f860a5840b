using System.Diagnostics;
using Slipway.Runtime;

namespace Slipway.Execution;

/// <summary>The flow itself: its attempts are those of a task without a caller.</summary>
[DebuggerStepThrough, StackTraceHidden]
internal readonly struct FlowBody(FlowDefinition flow, Func<Attempt, FlowCall> call) : IBody<object?>
{
    public ValueTask<object?> InvokeAsync(Attempt attempt) => new(flow.Invoke(call(attempt)));

    public void Visit<TVisitor>(ref TVisitor visitor)
        where TVisitor : struct, IArgumentVisitor, allows ref struct
    {
    }
}
