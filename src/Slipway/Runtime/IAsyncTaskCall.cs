using System.ComponentModel;

namespace Slipway.Runtime;

/// <summary>A call of a method that returns <see cref="Task"/>, or another awaitable that generated code turned into one.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public interface IAsyncTaskCall : ITaskCall
{
    /// <summary>Runs the body with the arguments, and with what the attempt binds.</summary>
    Task InvokeAsync(Attempt attempt);
}
