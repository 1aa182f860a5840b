namespace Slipway.Ecs.Launching;

/// <summary>A launch's record as this process last saw it, and the way to change it beside other launchers.</summary>
internal sealed class LaunchProgress(LaunchServices services, LaunchSignals signals, LaunchRecord record)
{
    internal LaunchRecord Record { get; private set; } = record;

    /// <summary>
    /// The record with the order's own definition in place of the equal one that was read: a launcher of thousands then holds a definition once, not once
    /// per launch.
    /// </summary>
    internal static LaunchRecord Sharing(LaunchRecord read, LaunchOrder order, string fingerprint) =>
        read.Order is { } stored && read.Fingerprint == fingerprint ? read with { Order = stored with { Launch = order.Launch } } : read;

    /// <summary>
    /// Changes the stored record. When somebody else wrote in between, the change is applied anew to what they wrote: it must look at what it is given, and
    /// answer the same object when there is nothing (more) to change.
    /// </summary>
    internal async Task SaveAsync(Func<LaunchRecord, LaunchRecord> change, CancellationToken cancellationToken)
    {
        while (true)
        {
            var changed = change(Record);
            if (ReferenceEquals(changed, Record))
                return;
            if (await services.Store.TryPutAsync(changed, cancellationToken) is { } saved)
            {
                Record = saved;
                signals.Wake(saved.Id);
                return;
            }

            await ReloadAsync(cancellationToken);
        }
    }

    /// <summary>Reads what others wrote.</summary>
    internal async Task ReloadAsync(CancellationToken cancellationToken)
    {
        var read = await services.Store.GetAsync(Record.Id, cancellationToken)
            ?? throw new InvalidOperationException($"Launch {Record.Id} has vanished from the launch store while it went on.");
        Record = Record is { Order: { } order, Fingerprint: { } fingerprint } ? Sharing(read, order, fingerprint) : read;
    }
}
