using System.ComponentModel;

namespace Slipway.Runtime;

/// <summary>A call of a method that returns <see cref="ValueTask{TResult}"/>.</summary>
/// <typeparam name="T">The result.</typeparam>
[EditorBrowsable(EditorBrowsableState.Never)]
public interface IValueTaskCall<T> : ITaskCall
{
    /// <summary>Runs the body with the arguments, and with what the attempt binds.</summary>
    ValueTask<T> InvokeAsync(Attempt attempt);
}
