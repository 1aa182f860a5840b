using Slipway.Runtime;

namespace Slipway.Tests.Calls;

/// <summary>What the generator would write for <c>ValueTask&lt;TOut&gt; BodyAsync(TIn input)</c>.</summary>
internal readonly struct ValueCall<TIn, TOut>(TIn input, Func<TIn, Attempt, ValueTask<TOut>> body) : IValueTaskCall<TOut>
{
    public ValueTask<TOut> InvokeAsync(Attempt attempt) => body(input, attempt);

    public void Visit<TVisitor>(ref TVisitor visitor)
        where TVisitor : struct, IArgumentVisitor, allows ref struct => visitor.Input("input", input);
}
