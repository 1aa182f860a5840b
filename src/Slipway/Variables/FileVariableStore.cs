using Slipway.Core.Errors;

namespace Slipway.VariableStores;

/// <summary>Keeps variables in files of JSON: <c>variables/flow/{flow}/{name}.json</c> and <c>variables/environment/{name}.json</c> under one folder.</summary>
/// <param name="folder">The folder, such as <c>.slipway</c>; made when it is needed.</param>
public sealed class FileVariableStore(string folder) : IVariableStore
{
    private readonly string _folder = Path.GetFullPath(Path.Combine(folder, "variables"));

    /// <inheritdoc/>
    public async ValueTask<ReadOnlyMemory<byte>?> FindAsync(VariableName name, CancellationToken cancellationToken)
    {
        var path = Path.Combine(_folder, name.Path);
        try
        {
            return await File.ReadAllBytesAsync(path, cancellationToken);
        }
        catch (Exception exception) when (exception is FileNotFoundException or DirectoryNotFoundException)
        {
            return default(ReadOnlyMemory<byte>?);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            throw new SlipwayException("variables.unreadable", $"The variable {name} can't be read from {path}: {exception.Message}", exception);
        }
    }

    /// <inheritdoc/>
    public async ValueTask SetAsync(VariableName name, ReadOnlyMemory<byte> value, CancellationToken cancellationToken)
    {
        var path = Path.Combine(_folder, name.Path);
        var written = $"{path}.{Guid.NewGuid():N}.new";
        try
        {
            Directory.CreateDirectory(Path.GetDirectoryName(path)!);
            using (var file = File.OpenHandle(written, FileMode.CreateNew, FileAccess.Write))
            {
                await RandomAccess.WriteAsync(file, value, 0, cancellationToken);
                RandomAccess.FlushToDisk(file);
            }

            File.Move(written, path, overwrite: true);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            throw new SlipwayException("variables.not-written", $"The variable {name} can't be written to {path}: {exception.Message} Make room or give this user access.", exception);
        }
    }
}
