namespace Slipway.VariableStores;

/// <summary>Where variables are kept. Values are opaque to the store.</summary>
public interface IVariableStore
{
    /// <summary>Finds a value; null when there is none.</summary>
    /// <exception cref="Core.Errors.SlipwayException"><c>variables.unreadable</c>.</exception>
    ValueTask<ReadOnlyMemory<byte>?> FindAsync(VariableName name, CancellationToken cancellationToken);

    /// <summary>Keeps a value instead of an earlier one. It is durable when this returns; whoever reads meanwhile gets all of the one or of the other.</summary>
    /// <exception cref="Core.Errors.SlipwayException"><c>variables.not-written</c>.</exception>
    ValueTask SetAsync(VariableName name, ReadOnlyMemory<byte> value, CancellationToken cancellationToken);
}
