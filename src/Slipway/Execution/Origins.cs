using System.Collections;

namespace Slipway.Execution;

/// <summary>
/// Which task run made which object, by identity: the edges of the recorded graph. It keeps no object alive. Values, and objects that many share, have
/// no identity to go by.
/// </summary>
internal sealed class Origins : IDisposable
{
    /// <summary>How many elements of a list are looked at, on each side.</summary>
    public const int MaxElements = 1_000;

    private readonly WeakNumbers _made = new();

    public void Dispose() => _made.Dispose();

    public void Add<T>(T result, long taskRunId)
    {
        if (typeof(T).IsValueType || !HasIdentity(result))
            return;
        _made.Set(result, taskRunId, replaces: true);
        if (result is not IList { Count: > 0 } list || list.GetType() is { IsArray: true } type && type.GetElementType()!.IsValueType)
            return;
        var count = Math.Min(list.Count, MaxElements);
        for (var i = 0; i < count; i++)
        {
            // An element that came from elsewhere keeps its own origin.
            if (list[i] is { } element && HasIdentity(element) && !element.GetType().IsValueType)
                _made.Set(element, taskRunId, replaces: false);
        }
    }

    public void Find<T>(T argument, ref List<long>? upstream)
    {
        if (typeof(T).IsValueType || !HasIdentity(argument))
            return;
        if (_made.TryGet(argument, out var origin))
            Add(origin, ref upstream);
        if (argument is not IList { Count: > 0 } list || list.GetType() is { IsArray: true } type && type.GetElementType()!.IsValueType)
            return;
        var count = Math.Min(list.Count, MaxElements);
        for (var i = 0; i < count; i++)
        {
            if (list[i] is { } element && HasIdentity(element) && _made.TryGet(element, out var from))
                Add(from, ref upstream);
        }
    }

    private static void Add(long taskRunId, ref List<long>? upstream)
    {
        upstream ??= [];
        // Neighbours mostly come from the same task run; the full search is for the rest.
        if (upstream.Count == 0 || (upstream[^1] != taskRunId && !upstream.Contains(taskRunId)))
            upstream.Add(taskRunId);
    }

    private static bool HasIdentity([System.Diagnostics.CodeAnalysis.NotNullWhen(true)] object? value) =>
        value is not (null or "" or Type or Delegate or CancellationToken or ICollection { Count: 0 });
}
