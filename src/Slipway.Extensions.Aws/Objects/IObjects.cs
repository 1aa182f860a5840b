namespace Slipway.Extensions.Aws.Objects;

/// <summary>What a result store needs of a bucket. Failures are <see cref="Results.ResultStoreException"/>s.</summary>
internal interface IObjects
{
    /// <summary>Stores an object. It is durable when this returns.</summary>
    /// <param name="key">Its key.</param>
    /// <param name="content">All of it.</param>
    /// <param name="onlyNew">Whether an object that is there stays as it is.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    /// <returns>False when it was there and <paramref name="onlyNew"/>: it may be this very content, if the answer to an earlier try got lost.</returns>
    Task<bool> PutAsync(string key, ReadOnlyMemory<byte> content, bool onlyNew, CancellationToken cancellationToken);

    /// <summary>Reads an object or a part of it; null when there is none.</summary>
    Task<FoundObject?> GetAsync(string key, ObjectRange? range, CancellationToken cancellationToken);

    /// <summary>All keys with a prefix, in ascending order.</summary>
    IAsyncEnumerable<string> ListAsync(string prefix, CancellationToken cancellationToken);

    /// <summary>Begins an object that is stored in parts.</summary>
    /// <returns>The upload's id.</returns>
    Task<string> BeginUploadAsync(string key, CancellationToken cancellationToken);

    /// <summary>Stores a part.</summary>
    /// <param name="key">The object's key.</param>
    /// <param name="upload">The upload's id.</param>
    /// <param name="number">From 1.</param>
    /// <param name="content">At least 5 MiB, but for the last one.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    Task<UploadedPart> UploadPartAsync(string key, string upload, int number, ReadOnlyMemory<byte> content, CancellationToken cancellationToken);

    /// <summary>Makes an object of the parts, instead of one that is there. It is durable when this returns.</summary>
    Task CompleteUploadAsync(string key, string upload, IReadOnlyList<UploadedPart> parts, CancellationToken cancellationToken);

    /// <summary>Lets go of the parts.</summary>
    Task AbortUploadAsync(string key, string upload, CancellationToken cancellationToken);
}
