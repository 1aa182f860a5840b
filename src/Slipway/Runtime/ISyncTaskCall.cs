using System.ComponentModel;

namespace Slipway.Runtime;

/// <summary>A call of a method that returns <typeparamref name="T"/>; <see cref="Nothing"/> for void.</summary>
/// <typeparam name="T">The result.</typeparam>
[EditorBrowsable(EditorBrowsableState.Never)]
public interface ISyncTaskCall<T> : ITaskCall
{
    /// <summary>Runs the body with the arguments, and with what the attempt binds.</summary>
    T Invoke(Attempt attempt);
}
