using System.Collections.Concurrent;

namespace Slipway.Ecs.Registration;

/// <summary>One at a time per key within this process. Keys are families, of which there are few: none is ever dropped.</summary>
internal sealed class KeyedGate
{
    private readonly ConcurrentDictionary<string, SemaphoreSlim> _gates = new(StringComparer.Ordinal);

    internal async Task<Pass> EnterAsync(string key, CancellationToken cancellationToken)
    {
        var gate = _gates.GetOrAdd(key, _ => new SemaphoreSlim(1));
        await gate.WaitAsync(cancellationToken);
        return new Pass(gate);
    }

    internal sealed class Pass(SemaphoreSlim gate) : IDisposable
    {
        public void Dispose() => gate.Release();
    }
}
