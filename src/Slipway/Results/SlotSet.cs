namespace Slipway.Results;

/// <summary>A set of slots. Nearly always it holds slot 0 alone, which costs no memory of its own.</summary>
internal struct SlotSet
{
    private ulong _first;
    private List<ulong>? _rest;

    public readonly bool Has(int slot)
    {
        if (slot < 64)
            return (_first >> slot & 1) != 0;
        var word = (slot / 64) - 1;
        return _rest is not null && word < _rest.Count && (_rest[word] >> (slot % 64) & 1) != 0;
    }

    public void Add(int slot)
    {
        if (slot < 64)
        {
            _first |= 1UL << slot;
            return;
        }

        _rest ??= [];
        var word = (slot / 64) - 1;
        while (_rest.Count <= word)
            _rest.Add(0);
        _rest[word] |= 1UL << (slot % 64);
    }

    public void Remove(int slot)
    {
        if (slot < 64)
            _first &= ~(1UL << slot);
        else if (_rest is not null && (slot / 64) - 1 is var word && word < _rest.Count)
            _rest[word] &= ~(1UL << (slot % 64));
    }

    /// <summary>One more than the largest slot that it may hold.</summary>
    public readonly int End => _rest is { Count: > 0 } ? (_rest.Count + 1) * 64 : _first == 0 ? 0 : 64 - System.Numerics.BitOperations.LeadingZeroCount(_first);
}
