namespace Slipway.LocalEcs.Quotas;

/// <summary>Holds up to <paramref name="burst"/> tokens and gains <paramref name="perSecond"/> a second.</summary>
internal sealed class TokenBucket(int burst, double perSecond, TimeProvider time)
{
    private readonly Lock _lock = new();
    private double _tokens = burst;
    private long _filledAt = time.GetTimestamp();

    /// <summary>Takes a token when there is one.</summary>
    public bool TryTake()
    {
        lock (_lock)
        {
            var now = time.GetTimestamp();
            _tokens = Math.Min(burst, _tokens + (time.GetElapsedTime(_filledAt, now).TotalSeconds * perSecond));
            _filledAt = now;
            if (_tokens < 1)
            {
                return false;
            }

            _tokens--;
            return true;
        }
    }
}
