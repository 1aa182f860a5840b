using Amazon.S3;
using Amazon.S3.Model;
using Slipway;

namespace DataFlows;

public sealed class S3Download(IAmazonS3 s3)
{
    public sealed record Downloaded(int Objects, long Bytes);

    /// <summary>Downloads all objects under a prefix of a bucket.</summary>
    /// <param name="bucket">The bucket.</param>
    /// <param name="prefix">What their keys begin with.</param>
    /// <param name="folder">Where they go, by their keys.</param>
    [Flow("s3-download")]
    public async Task<Downloaded> RunAsync(string bucket, string prefix = "", string folder = "data/downloads", CancellationToken ct = default)
    {
        var keys = await ListAsync(bucket, prefix, ct);
        var sizes = await Run.MapAsync(keys, key => DownloadAsync(bucket, key, folder, ct), maxConcurrency: 8);
        return new Downloaded(keys.Count, sizes.Sum());
    }

    [Task(Retries = 3, RetryDelaySeconds = 2)]
    private async Task<List<string>> ListAsync(string bucket, string prefix, CancellationToken ct) =>
        await s3.Paginators.ListObjectsV2(new ListObjectsV2Request { BucketName = bucket, Prefix = prefix }).S3Objects.Select(found => found.Key).Where(key => !key.EndsWith('/')).ToListAsync(ct);

    [Task(Retries = 3, RetryDelaySeconds = 2, RetryBackoff = 2, RunName = "download {key}")]
    private async Task<long> DownloadAsync(string bucket, string key, string folder, CancellationToken ct)
    {
        var root = Path.GetFullPath(folder) + Path.DirectorySeparatorChar;
        var path = Path.GetFullPath(Path.Combine(root, key));
        if (!path.StartsWith(root, StringComparison.Ordinal))
            throw new InvalidDataException($"The key '{key}' leads out of {folder}.");
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        using var found = await s3.GetObjectAsync(bucket, key, ct);
        // Whole or not there at all, whenever this process dies.
        await using (var file = File.Create(path + ".part"))
            await found.ResponseStream.CopyToAsync(file, ct);
        File.Move(path + ".part", path, overwrite: true);
        return new FileInfo(path).Length;
    }
}
