namespace Slipway.Execution;

/// <summary>The run's concurrency slots. A task run that was called by a holder of a slot shares it: waiting for its own caller would never end.</summary>
internal sealed class NamedSlots(IReadOnlyDictionary<string, int> counts)
{
    private readonly Lock _gate = new();
    private readonly Dictionary<string, SemaphoreSlim> _slots = new(StringComparer.Ordinal);

    /// <summary>Takes one of each; null when there was nothing to take.</summary>
    public async ValueTask<Held?> TakeAsync(TaskRun run, string[] names, CancellationToken cancellationToken)
    {
        if (names.Length == 0)
            return null;
        var held = new Held(names.Length);
        try
        {
            var waited = false;
            foreach (var name in names)
            {
                if (run.CallerHolds(name))
                    continue;
                var slot = Slot(name);
                if (!slot.Wait(TimeSpan.Zero, CancellationToken.None))
                {
                    if (!waited)
                        run.ReportWaiting($"waits for a slot of {name}");
                    waited = true;
                    await slot.WaitAsync(cancellationToken);
                }

                held.Add(name, slot);
            }

            run.Holds = held;
            return held;
        }
        catch
        {
            held.Dispose();
            throw;
        }
    }

    private SemaphoreSlim Slot(string name)
    {
        lock (_gate)
        {
            if (!_slots.TryGetValue(name, out var slot))
            {
                var count = counts.GetValueOrDefault(name, 1);
                _slots[name] = slot = new SemaphoreSlim(count, count);
            }

            return slot;
        }
    }

    internal sealed class Held(int count) : IDisposable
    {
        private readonly List<(string Name, SemaphoreSlim Slot)> _held = new(count);

        public void Add(string name, SemaphoreSlim slot) => _held.Add((name, slot));

        public bool Has(string name)
        {
            foreach (var (held, _) in _held)
            {
                if (string.Equals(held, name, StringComparison.Ordinal))
                    return true;
            }

            return false;
        }

        public void Dispose()
        {
            foreach (var (_, slot) in _held)
                slot.Release();
            _held.Clear();
        }
    }
}
