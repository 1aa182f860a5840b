using System.Collections.Concurrent;
using Amazon;
using Amazon.Runtime;
using Amazon.S3;
using Amazon.S3.Model;

namespace Slipway.Examples.Tests;

/// <summary>An S3 client whose buckets are in memory.</summary>
public sealed class MemoryS3() : AmazonS3Client(new AnonymousAWSCredentials(), RegionEndpoint.EUCentral1)
{
    /// <summary>Contents by <c>bucket/key</c>.</summary>
    public ConcurrentDictionary<string, byte[]> Objects { get; } = new(StringComparer.Ordinal);

    public IEnumerable<string> Keys => Objects.Keys.Order(StringComparer.Ordinal);

    public override Task<ListObjectsV2Response> ListObjectsV2Async(ListObjectsV2Request request, CancellationToken cancellationToken = default)
    {
        var keys = Keys.Where(key => key.StartsWith($"{request.BucketName}/{request.Prefix}", StringComparison.Ordinal)).Select(key => key[(request.BucketName.Length + 1)..]);
        // Pages of two, so that a flow that reads only the first one is seen.
        var rest = keys.Where(key => request.ContinuationToken is null || string.CompareOrdinal(key, request.ContinuationToken) > 0).ToList();
        return Task.FromResult(new ListObjectsV2Response
        {
            S3Objects = [.. rest.Take(2).Select(key => new S3Object { BucketName = request.BucketName, Key = key })],
            IsTruncated = rest.Count > 2,
            NextContinuationToken = rest.Count > 2 ? rest[1] : null,
        });
    }

    public override Task<GetObjectResponse> GetObjectAsync(string bucketName, string key, CancellationToken cancellationToken = default) => Objects.TryGetValue($"{bucketName}/{key}", out var content)
        ? Task.FromResult(new GetObjectResponse { ResponseStream = new MemoryStream(content) })
        : throw new AmazonS3Exception($"There is no {key}.") { ErrorCode = "NoSuchKey" };

    public override async Task<PutObjectResponse> PutObjectAsync(PutObjectRequest request, CancellationToken cancellationToken = default)
    {
        using var copy = new MemoryStream();
        await request.InputStream.CopyToAsync(copy, cancellationToken);
        Objects[$"{request.BucketName}/{request.Key}"] = copy.ToArray();
        return new PutObjectResponse();
    }

    public override Task<DeleteObjectResponse> DeleteObjectAsync(string bucketName, string key, CancellationToken cancellationToken = default)
    {
        Objects.TryRemove($"{bucketName}/{key}", out _);
        return Task.FromResult(new DeleteObjectResponse());
    }
}
