using Slipway.Runtime;

namespace Slipway.Tests.Calls;

/// <summary>What the generator would write for <c>Task BodyAsync(TIn input)</c>.</summary>
internal readonly struct VoidCall<TIn>(TIn input, Func<TIn, Attempt, Task> body) : IAsyncTaskCall
{
    public Task InvokeAsync(Attempt attempt) => body(input, attempt);

    public void Visit<TVisitor>(ref TVisitor visitor)
        where TVisitor : struct, IArgumentVisitor, allows ref struct => visitor.Input("input", input);
}
