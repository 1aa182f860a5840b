namespace Slipway.Ecs.Ledger;

/// <summary>A lease that this process holds: renewed in the background until it is disposed, and released then.</summary>
public sealed class HeldLease : IAsyncDisposable
{
    private readonly ILedger _ledger;
    private readonly LeaseOptions _options;
    private readonly TimeProvider _time;
    private readonly ITimer _timer;
    private readonly SemaphoreSlim _renewing = new(1);
    private long _renewedAt;
    private volatile Exception? _renewalFailure;
    private volatile bool _lost;

    internal HeldLease(ILedger ledger, LeaseToken token, long takenAt, LeaseOptions options, TimeProvider time)
    {
        (_ledger, Token, _renewedAt, _options, _time) = (ledger, token, takenAt, options, time);
        _timer = time.CreateTimer(static state => _ = ((HeldLease)state!).RenewAsync(), this, options.RenewEvery, options.RenewEvery);
    }

    /// <summary>What the ledger's writes are covered by.</summary>
    public LeaseToken Token { get; }

    /// <summary>Why the last renewal or the release failed; null when it did not. The lease then runs out by itself, unless a later renewal succeeds.</summary>
    public Exception? RenewalFailure => _renewalFailure;

    /// <summary>
    /// Makes sure, at this moment and by asking the ledger, that nobody has taken the lease over. Call it right before a request to AWS, which checks no
    /// fence: what is left is the time between this answer and the sending, and a holder that slept there for the whole lease time.
    /// </summary>
    /// <exception cref="LeaseLostException">Somebody has.</exception>
    public async Task ConfirmAsync(CancellationToken cancellationToken)
    {
        var started = _time.GetTimestamp();
        if (_lost || !await _ledger.TryRenewLeaseAsync(Token, cancellationToken))
        {
            _lost = true;
            throw new LeaseLostException(Token);
        }

        Interlocked.Exchange(ref _renewedAt, started);
        if (_time.GetElapsedTime(started) >= _options.LeaseTime)
            throw new LeaseLostException(Token);
    }

    /// <summary>Like <see cref="ConfirmAsync"/>, and asks only when the last renewal is older than the rhythm: for long loops.</summary>
    /// <exception cref="LeaseLostException">Somebody has taken it over, or the ledger could not be asked for too long.</exception>
    public Task ConfirmIfOldAsync(CancellationToken cancellationToken)
    {
        if (_lost)
            throw new LeaseLostException(Token);
        return _time.GetElapsedTime(Interlocked.Read(ref _renewedAt)) < _options.RenewEvery * 2 ? Task.CompletedTask : ConfirmAsync(cancellationToken);
    }

    /// <summary>Stops renewing and lets the next holder in at once.</summary>
    public async ValueTask DisposeAsync()
    {
        await _timer.DisposeAsync();
        await _renewing.WaitAsync();
        _renewing.Dispose();
        if (_lost)
            return;

        try
        {
            await _ledger.ReleaseLeaseAsync(Token, CancellationToken.None);
        }
#pragma warning disable CA1031 // Letting the next one in at once is a courtesy; without it the lease runs out, and the caller's own error must not be hidden.
        catch (Exception exception)
#pragma warning restore CA1031
        {
            _renewalFailure = exception;
        }
    }

    private async Task RenewAsync()
    {
        // A renewal that takes longer than the rhythm is not joined by a second one.
        if (_lost || !_renewing.Wait(0))
            return;

        var started = _time.GetTimestamp();
        try
        {
            if (await _ledger.TryRenewLeaseAsync(Token, CancellationToken.None))
                Interlocked.Exchange(ref _renewedAt, started);
            else
                _lost = true;
            _renewalFailure = null;
        }
#pragma warning disable CA1031 // Whatever kept one renewal from the store, the next may succeed; the writes themselves check the fence.
        catch (Exception exception)
#pragma warning restore CA1031
        {
            _renewalFailure = exception;
        }
        finally
        {
            _renewing.Release();
        }
    }
}
