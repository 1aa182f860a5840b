using Slipway.Core.Errors;
using Slipway.Extensions.Aws.Objects;
using Slipway.Results;
using Slipway.VariableStores;

namespace Slipway.Extensions.Aws;

/// <summary>Keeps variables in a bucket: <c>variables/flow/{flow}/{name}.json</c> and <c>variables/environment/{name}.json</c> under one prefix.</summary>
public sealed class S3VariableStore : IVariableStore, IDisposable
{
    private readonly IObjects _objects;
    private readonly IDisposable? _owned;
    private readonly string _prefix;

    /// <summary>Makes the store. Nothing is asked of S3 yet.</summary>
    /// <param name="options">Where, and how S3 is reached.</param>
    /// <exception cref="Slipway.Aws.AwsConfigurationException">There is no region, or the profile that was named does not exist.</exception>
    public S3VariableStore(S3ResultStoreOptions options)
    {
        ArgumentNullException.ThrowIfNull(options);
        var objects = new S3Objects(options);
        (_objects, _owned, _prefix) = (objects, objects, options.Prefix);
    }

    internal S3VariableStore(IObjects objects, string prefix = "") => (_objects, _prefix) = (objects, prefix);

    /// <inheritdoc/>
    public async ValueTask<ReadOnlyMemory<byte>?> FindAsync(VariableName name, CancellationToken cancellationToken)
    {
        try
        {
            return await _objects.GetAsync(KeyOf(name), range: null, cancellationToken) is { } found ? found.Content : default(ReadOnlyMemory<byte>?);
        }
        catch (ResultStoreException exception)
        {
            throw new SlipwayException("variables.unreadable", $"The variable {name} can't be read. {exception.Message}", exception);
        }
    }

    /// <inheritdoc/>
    public async ValueTask SetAsync(VariableName name, ReadOnlyMemory<byte> value, CancellationToken cancellationToken)
    {
        try
        {
            await _objects.PutAsync(KeyOf(name), value, onlyNew: false, cancellationToken);
        }
        catch (ResultStoreException exception)
        {
            throw new SlipwayException("variables.not-written", $"The variable {name} can't be kept. {exception.Message}", exception);
        }
    }

    /// <summary>Closes the connections.</summary>
    public void Dispose() => _owned?.Dispose();

    private string KeyOf(VariableName name) => $"{_prefix}variables/{name.Path}";
}
