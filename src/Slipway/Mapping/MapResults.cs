namespace Slipway.Mapping;

/// <summary>Results by the place of their items.</summary>
internal sealed class MapResults<T>(int expected)
{
    private readonly Lock _gate = new();
    private readonly List<T> _results = new(expected);

    public void Set(int index, T result)
    {
        lock (_gate)
        {
            while (_results.Count <= index)
                _results.Add(default!);
            _results[index] = result;
        }
    }

    public List<T> ToList() => _results;
}
