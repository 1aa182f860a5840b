using System.ComponentModel;

namespace Slipway.Runtime;

/// <summary>Where intercepted calls arrive. Generated code asks <see cref="AreTracked"/> first, and calls the method itself outside a run.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public static class TaskCalls
{
    /// <summary>Whether the caller is inside a flow run.</summary>
    public static bool AreTracked => throw new NotSupportedException();

    /// <summary>A call of a method that returns its result, or <see cref="Nothing"/> for void.</summary>
    public static T Run<TCall, T>(TaskDefinition task, string site, in TCall call)
        where TCall : struct, ISyncTaskCall<T> => throw new NotSupportedException();

    /// <summary>A call of a method that returns <see cref="Task"/>; a <see cref="ValueTask"/> is made one of.</summary>
    public static Task RunAsync<TCall>(TaskDefinition task, string site, in TCall call)
        where TCall : struct, IAsyncTaskCall => throw new NotSupportedException();

    /// <summary>A call of a method that returns <see cref="Task{TResult}"/>.</summary>
    public static Task<T> RunAsync<TCall, T>(TaskDefinition task, string site, in TCall call)
        where TCall : struct, IAsyncTaskCall<T> => throw new NotSupportedException();

    /// <summary>A call of a method that returns <see cref="ValueTask{TResult}"/>.</summary>
    public static ValueTask<T> RunValueAsync<TCall, T>(TaskDefinition task, string site, in TCall call)
        where TCall : struct, IValueTaskCall<T> => throw new NotSupportedException();
}
