namespace Slipway.Ecs.Ledger;

/// <summary>Takes leases, waits for them, and takes over those whose holder has died.</summary>
/// <remarks>
/// A holder counts as dead when neither fence nor renewal number has changed for the lease time on this process's own monotonic clock. No two clocks
/// are ever compared, and no store's expiry (DynamoDB's TTL can be days late) is relied on.
/// </remarks>
public sealed class LeaseKeeper
{
    private readonly ILedger _ledger;
    private readonly LeaseOptions _options;
    private readonly TimeProvider _time;

    /// <summary>Makes a keeper.</summary>
    /// <param name="ledger">Where the leases are.</param>
    /// <param name="holder">Who takes them, for people who wonder: <c>machine/process</c>.</param>
    /// <param name="options">The rhythm.</param>
    /// <param name="time">The monotonic clock, and the timers.</param>
    public LeaseKeeper(ILedger ledger, string holder, LeaseOptions options, TimeProvider time)
    {
        ArgumentNullException.ThrowIfNull(ledger);
        ArgumentException.ThrowIfNullOrEmpty(holder);
        ArgumentNullException.ThrowIfNull(options);
        ArgumentNullException.ThrowIfNull(time);
        options.Validate();
        (_ledger, Holder, _options, _time) = (ledger, holder, options, time);
    }

    /// <summary>Who takes the leases.</summary>
    public string Holder { get; }

    /// <summary>The name of this machine and process.</summary>
    public static string ThisProcess => $"{Environment.MachineName}/{Environment.ProcessId}";

    /// <summary>Waits until the lease is free or its holder counts as dead, and takes it.</summary>
    /// <param name="name">The lease.</param>
    /// <param name="noLongerNeeded">Asked before each wait: true ends the waiting, since what the lease was wanted for has been done by another. Null: never.</param>
    /// <param name="cancellationToken">Ends the waiting.</param>
    /// <returns>The lease, renewed until it is disposed; null when it was no longer needed.</returns>
    public async Task<HeldLease?> AcquireAsync(string name, Func<Task<bool>>? noLongerNeeded, CancellationToken cancellationToken)
    {
        LeaseState? observed = null;
        var observedAt = 0L;
        while (true)
        {
            var started = _time.GetTimestamp();
            var dead = observed is not null && _time.GetElapsedTime(observedAt) >= _options.LeaseTime ? observed : null;
            if (await _ledger.TryTakeLeaseAsync(name, Holder, dead, cancellationToken) is { } token)
                return new HeldLease(_ledger, token, started, _options, _time);

            var now = await _ledger.ReadLeaseAsync(name, cancellationToken);
            if (now is null || now.Holder is null)
                continue;
            if (now != observed)
                (observed, observedAt) = (now, _time.GetTimestamp());
            if (noLongerNeeded is not null && await noLongerNeeded())
                return null;
            await Task.Delay(_options.PollEvery, _time, cancellationToken);
        }
    }

    /// <summary>Takes the lease if it is free, or if its holder has died within the time that this call watches it.</summary>
    /// <returns>Null when somebody else holds it and lives.</returns>
    public async Task<HeldLease?> TryAcquireAsync(string name, CancellationToken cancellationToken)
    {
        LeaseState? first = null;
        var changed = false;
        return await AcquireAsync(
            name,
            async () =>
            {
                var now = await _ledger.ReadLeaseAsync(name, cancellationToken);
                first ??= now;
                changed |= now != first;
                return changed;
            },
            cancellationToken);
    }
}
