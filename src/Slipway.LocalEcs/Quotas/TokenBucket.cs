namespace Slipway.LocalEcs.Quotas;

/// <summary>Holds up to <paramref name="burst"/> tokens and gains <paramref name="perSecond"/> a second. Used by one thread at a time.</summary>
internal sealed class TokenBucket(int burst, double perSecond, TimeProvider time)
{
    private double _tokens = burst;
    private long _filledAt = time.GetTimestamp();

    /// <summary>Whether there are so many tokens now.</summary>
    public bool Holds(int count)
    {
        var now = time.GetTimestamp();
        _tokens = Math.Min(burst, _tokens + (time.GetElapsedTime(_filledAt, now).TotalSeconds * perSecond));
        _filledAt = now;
        return _tokens >= count;
    }

    /// <summary>Takes tokens that are there.</summary>
    public void Take(int count) => _tokens -= count;
}
