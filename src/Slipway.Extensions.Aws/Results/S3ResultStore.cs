using Slipway.Extensions.Aws.Objects;
using Slipway.Results;

namespace Slipway.Extensions.Aws;

/// <summary>
/// Keeps results in a bucket: <c>runs/{flow run}/</c> with <c>run.json</c>, <c>log/</c> and <c>large/</c>, and <c>cache/</c> under one prefix. Any number of machines may share it.
/// Rests on S3's conditional writes and on reads that see every finished write, which S3 has in all regions
/// (https://docs.aws.amazon.com/AmazonS3/latest/userguide/conditional-writes.html); a store that claims to be compatible must have both.
/// </summary>
/// <remarks>
/// The role needs <c>s3:GetObject</c> and <c>s3:PutObject</c> on the objects, <c>s3:AbortMultipartUpload</c> there too, and <c>s3:ListBucket</c> on the bucket. Nothing is
/// ever deleted: let a lifecycle rule of the bucket do that, and let it abort unfinished uploads.
/// </remarks>
public sealed class S3ResultStore : IResultStore, IDisposable
{
    private readonly IObjects _objects;
    private readonly IDisposable? _owned;
    private readonly string _prefix;
    private readonly long _keptInMemory = S3RunResults.KeptInMemory;

    /// <summary>Makes the store. Nothing is asked of S3 yet.</summary>
    /// <param name="options">Where, and how S3 is reached.</param>
    /// <exception cref="Slipway.Aws.AwsConfigurationException">There is no region, or the profile that was named does not exist.</exception>
    public S3ResultStore(S3ResultStoreOptions options)
    {
        ArgumentNullException.ThrowIfNull(options);
        var objects = new S3Objects(options);
        (_objects, _owned, _prefix) = (objects, objects, options.Prefix);
    }

    internal S3ResultStore(IObjects objects, string prefix = "", long keptInMemory = S3RunResults.KeptInMemory) =>
        (_objects, _prefix, _keptInMemory) = (objects, prefix, keptInMemory);

    /// <inheritdoc/>
    public async ValueTask<IRunResults> OpenAsync(string flowRunId, CancellationToken cancellationToken) =>
        await S3RunResults.OpenAsync(_objects, RunPrefix(flowRunId), flowRunId, _keptInMemory, cancellationToken);

    /// <inheritdoc/>
    public async ValueTask KeepOrderAsync(string flowRunId, ReadOnlyMemory<byte> order, CancellationToken cancellationToken) =>
        await _objects.PutAsync(OrderKey(flowRunId), order, onlyNew: false, cancellationToken);

    /// <inheritdoc/>
    public async ValueTask<ReadOnlyMemory<byte>?> FindOrderAsync(string flowRunId, CancellationToken cancellationToken) =>
        await _objects.GetAsync(OrderKey(flowRunId), range: null, cancellationToken) is { } found ? found.Content : default(ReadOnlyMemory<byte>?);

    /// <inheritdoc/>
    public async ValueTask<ReadOnlyMemory<byte>?> FindCachedAsync(ResultKey key, DateTimeOffset now, CancellationToken cancellationToken) =>
        await _objects.GetAsync(CacheKey(key), range: null, cancellationToken) is { } found ? CachedContent.Read(found.Content, now) : default(ReadOnlyMemory<byte>?);

    /// <inheritdoc/>
    public async ValueTask CacheAsync(ResultKey key, ReadOnlyMemory<byte> content, DateTimeOffset? expires, CancellationToken cancellationToken) =>
        await _objects.PutAsync(CacheKey(key), CachedContent.Write(content.Span, expires), onlyNew: false, cancellationToken);

    /// <summary>Closes the connections.</summary>
    public void Dispose() => _owned?.Dispose();

    private string RunPrefix(string flowRunId)
    {
        FlowRunIds.Check(flowRunId);
        return $"{_prefix}runs/{flowRunId}/";
    }

    private string OrderKey(string flowRunId) => RunPrefix(flowRunId) + "run.json";

    private string CacheKey(ResultKey key)
    {
        var name = key.ToString();
        return $"{_prefix}cache/{name[..2]}/{name}";
    }
}
