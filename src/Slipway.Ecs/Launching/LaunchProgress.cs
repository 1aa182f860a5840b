namespace Slipway.Ecs.Launching;

/// <summary>A launch's record as this process last saw it, and the way to change it beside other launchers.</summary>
internal sealed class LaunchProgress(LaunchServices services, LaunchSignals signals, LaunchRecord record)
{
    internal LaunchRecord Record { get; private set; } = record;

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
    internal async Task ReloadAsync(CancellationToken cancellationToken) =>
        Record = await services.Store.GetAsync(Record.Id, cancellationToken)
            ?? throw new InvalidOperationException($"Launch {Record.Id} has vanished from the launch store while it went on.");
}
