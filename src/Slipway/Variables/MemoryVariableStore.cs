using System.Collections.Concurrent;

namespace Slipway.VariableStores;

/// <summary>Keeps variables in this process: for tests.</summary>
public sealed class MemoryVariableStore : IVariableStore
{
    private readonly ConcurrentDictionary<VariableName, byte[]> _values = [];

    /// <inheritdoc/>
    public ValueTask<ReadOnlyMemory<byte>?> FindAsync(VariableName name, CancellationToken cancellationToken) =>
        new(_values.TryGetValue(name, out var value) ? value : default(ReadOnlyMemory<byte>?));

    /// <inheritdoc/>
    public ValueTask SetAsync(VariableName name, ReadOnlyMemory<byte> value, CancellationToken cancellationToken)
    {
        _values[name] = value.ToArray();
        return ValueTask.CompletedTask;
    }
}
