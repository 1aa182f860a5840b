using Slipway.Runtime;

namespace Slipway.Tests.Calls;

/// <summary>What the generator would write for <c>Task&lt;TOut&gt; BodyAsync(TIn input)</c>.</summary>
internal readonly struct AsyncCall<TIn, TOut>(TIn input, Func<TIn, Attempt, Task<TOut>> body) : IAsyncTaskCall<TOut>
{
    public Task<TOut> InvokeAsync(Attempt attempt) => body(input, attempt);

    public void Visit<TVisitor>(ref TVisitor visitor)
        where TVisitor : struct, IArgumentVisitor, allows ref struct => visitor.Input("input", input);
}
