using Slipway.Runtime;

namespace Slipway.Tests.Calls;

/// <summary>What the generator would write for <c>TOut Body(TIn input)</c>.</summary>
internal readonly struct SyncCall<TIn, TOut>(TIn input, Func<TIn, Attempt, TOut> body) : ISyncTaskCall<TOut>
{
    public TOut Invoke(Attempt attempt) => body(input, attempt);

    public void Visit<TVisitor>(ref TVisitor visitor)
        where TVisitor : struct, IArgumentVisitor, allows ref struct => visitor.Input("input", input);
}
