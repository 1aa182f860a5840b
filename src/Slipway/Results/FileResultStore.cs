using System.Buffers.Binary;

namespace Slipway.Results;

/// <summary>
/// Keeps results in files: <c>runs/{flow run}/</c> and <c>cache/</c> under one folder. Several processes may share it on one machine, or on a file system
/// with locks.
/// </summary>
/// <param name="folder">The folder, such as <c>.slipway</c>; made when it is needed.</param>
/// <param name="clock">The clock of waits. Default: the system's.</param>
public sealed class FileResultStore(string folder, TimeProvider? clock = null) : IResultStore
{
    private const int CacheHeader = 4 + 8 + 4;
    private static readonly byte[] CacheMark = "SLC1"u8.ToArray();

    private readonly string _folder = Path.GetFullPath(folder);
    private readonly TimeProvider _clock = clock ?? TimeProvider.System;

    /// <summary>The folder of a flow run.</summary>
    public string FolderOf(string flowRunId)
    {
        FlowRunIds.Check(flowRunId);
        return Path.Combine(_folder, "runs", flowRunId);
    }

    /// <inheritdoc/>
    public async ValueTask<IRunResults> OpenAsync(string flowRunId, CancellationToken cancellationToken) =>
        await FileRunResults.OpenAsync(FolderOf(flowRunId), flowRunId, _clock, cancellationToken);

    /// <inheritdoc/>
    public ValueTask KeepOrderAsync(string flowRunId, ReadOnlyMemory<byte> order, CancellationToken cancellationToken)
    {
        var path = OrderPath(flowRunId);
        var written = $"{path}.{Guid.NewGuid():N}.new";
        try
        {
            Directory.CreateDirectory(Path.GetDirectoryName(path)!);
            using (var file = File.OpenHandle(written, FileMode.CreateNew, FileAccess.Write))
            {
                RandomAccess.Write(file, order.Span, 0);
                RandomAccess.FlushToDisk(file);
            }

            File.Move(written, path, overwrite: true);
            return ValueTask.CompletedTask;
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            throw new ResultStoreException("results.not-written", $"The flow run {flowRunId} can't be written to {path}: {exception.Message} Make room or give this user access.", exception);
        }
    }

    /// <inheritdoc/>
    public async ValueTask<ReadOnlyMemory<byte>?> FindOrderAsync(string flowRunId, CancellationToken cancellationToken)
    {
        var path = OrderPath(flowRunId);
        if (!File.Exists(path))
            return default(ReadOnlyMemory<byte>?);
        try
        {
            return await File.ReadAllBytesAsync(path, cancellationToken);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            throw new ResultStoreException("results.unreadable", $"The flow run {flowRunId} can't be read from {path}: {exception.Message}", exception);
        }
    }

    /// <inheritdoc/>
    public async ValueTask<ReadOnlyMemory<byte>?> FindCachedAsync(ResultKey key, DateTimeOffset now, CancellationToken cancellationToken)
    {
        var path = CachePath(key);
        // Most that is asked for is not there, which an exception would tell slowly.
        if (!File.Exists(path))
            return default(ReadOnlyMemory<byte>?);
        byte[] file;
        try
        {
            file = await File.ReadAllBytesAsync(path, cancellationToken);
        }
        catch (Exception exception) when (exception is FileNotFoundException or DirectoryNotFoundException)
        {
            return default(ReadOnlyMemory<byte>?);
        }

        // A file that a crash left half written is one that is not there.
        if (file.Length < CacheHeader || !file.AsSpan(0, 4).SequenceEqual(CacheMark)
            || BinaryPrimitives.ReadUInt32LittleEndian(file.AsSpan(12)) != Checksum.Of(file.AsSpan(4, 8), file.AsSpan(CacheHeader)))
            return default(ReadOnlyMemory<byte>?);
        var expires = BinaryPrimitives.ReadInt64LittleEndian(file.AsSpan(4));
        return expires != 0 && expires <= now.UtcTicks ? default(ReadOnlyMemory<byte>?) : file.AsMemory(CacheHeader);
    }

    /// <inheritdoc/>
    public async ValueTask CacheAsync(ResultKey key, ReadOnlyMemory<byte> content, DateTimeOffset? expires, CancellationToken cancellationToken)
    {
        var file = new byte[CacheHeader + content.Length];
        CacheMark.CopyTo(file, 0);
        BinaryPrimitives.WriteInt64LittleEndian(file.AsSpan(4), expires?.UtcTicks ?? 0);
        content.CopyTo(file.AsMemory(CacheHeader));
        BinaryPrimitives.WriteUInt32LittleEndian(file.AsSpan(12), Checksum.Of(file.AsSpan(4, 8), file.AsSpan(CacheHeader)));

        var path = CachePath(key);
        var written = $"{path}.{Guid.NewGuid():N}.new";
        try
        {
            Directory.CreateDirectory(Path.GetDirectoryName(path)!);
            await File.WriteAllBytesAsync(written, file, cancellationToken);
            File.Move(written, path, overwrite: true);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            throw new ResultStoreException("results.not-written", $"A cached result can't be written to {path}: {exception.Message} Make room or give this user access.", exception);
        }
    }

    private string OrderPath(string flowRunId) => Path.Combine(FolderOf(flowRunId), "run.json");

    private string CachePath(ResultKey key)
    {
        var name = key.ToString();
        return Path.Combine(_folder, "cache", name[..2], name);
    }
}
