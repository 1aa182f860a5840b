using Slipway.Reporting;

namespace Slipway.Hosting.View;

/// <summary>The mappings that one place in the tree has at work at the same time, as one count.</summary>
internal sealed class MapCounts
{
    private readonly Dictionary<int, MapProgressed> _active = [];
    private long _ended;

    public bool IsActive => _active.Count > 0;

    /// <summary>Whether its bodies call tasks: then their rows tell how far it is.</summary>
    public bool HasTasks { get; set; }

    public long Done => _ended + _active.Values.Sum(map => map.Done);

    /// <summary>How many items there are; null while nobody knows.</summary>
    public long? Total => _active.Values.All(map => map.Total is not null) ? _ended + _active.Values.Sum(map => map.Total!.Value) : null;

    public void Apply(MapProgressed progressed)
    {
        if (progressed.HasEnded)
        {
            _active.Remove(progressed.Map);
            _ended += progressed.Done;
            return;
        }

        // Workers report on their own: the lower number may come later.
        if (!_active.TryGetValue(progressed.Map, out var before) || before.Done <= progressed.Done)
            _active[progressed.Map] = progressed;
    }
}
