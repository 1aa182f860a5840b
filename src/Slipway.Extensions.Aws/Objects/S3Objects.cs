using System.Net;
using System.Runtime.CompilerServices;
using Amazon.S3;
using Amazon.S3.Model;

namespace Slipway.Extensions.Aws.Objects;

/// <summary>A bucket of S3, or of a store that answers like it.</summary>
internal sealed class S3Objects : IObjects, IDisposable
{
    private const int TriesAfterConflict = 20;
    private const string ContentType = "application/octet-stream";
    private static readonly TimeSpan PauseAfterConflict = TimeSpan.FromMilliseconds(50);

    private readonly S3ResultStoreOptions _options;
    private readonly S3Failures _failures;
    private readonly AmazonS3Client _client;

    public S3Objects(S3ResultStoreOptions options)
    {
        _options = options;
        _failures = new S3Failures(options.Bucket);
        var config = new AmazonS3Config();
        options.Aws.ApplyTo(config);
        // The address is known only now: it may come from the environment.
        config.ForcePathStyle = options.UsePathStyle ?? config.ServiceURL is not null;
        _client = new AmazonS3Client(config);
    }

    public async Task<bool> PutAsync(string key, ReadOnlyMemory<byte> content, bool onlyNew, CancellationToken cancellationToken)
    {
        for (var @try = 1; ; @try++)
        {
            try
            {
                var request = new PutObjectRequest
                {
                    BucketName = _options.Bucket,
                    Key = key,
                    InputStream = StreamOf(content),
                    ContentType = ContentType,
                    IfNoneMatch = onlyNew ? "*" : null,
                    // The same bytes on every try, and understood by every store.
                    UseChunkEncoding = false,
                };
                if (_options.KmsKeyId is not null)
                    (request.ServerSideEncryptionMethod, request.ServerSideEncryptionKeyManagementServiceKeyId) = (ServerSideEncryptionMethod.AWSKMS, _options.KmsKeyId);
                await _client.PutObjectAsync(request, cancellationToken);
                return true;
            }
            catch (AmazonS3Exception exception) when (onlyNew && exception.StatusCode == HttpStatusCode.PreconditionFailed)
            {
                return false;
            }
            catch (AmazonS3Exception exception) when (onlyNew && exception.StatusCode == HttpStatusCode.Conflict && @try < TriesAfterConflict)
            {
                // Another write of the same key was under way; S3 asks to send it again and says then who was first.
                await Task.Delay(PauseAfterConflict, _options.Clock, cancellationToken);
            }
            catch (Exception exception) when (S3Failures.IsOne(exception, cancellationToken))
            {
                throw _failures.OfWrite(key, exception);
            }
        }
    }

    public async Task<FoundObject?> GetAsync(string key, ObjectRange? range, CancellationToken cancellationToken)
    {
        var request = new GetObjectRequest { BucketName = _options.Bucket, Key = key };
        if (range is { } part)
            (request.ByteRange, request.EtagToMatch) = (new ByteRange(part.Offset, part.Offset + part.Length - 1), part.Version);
        try
        {
            using var response = await _client.GetObjectAsync(request, cancellationToken);
            using var content = new MemoryStream((int)Math.Max(0, response.ContentLength));
            await response.ResponseStream.CopyToAsync(content, cancellationToken);
            return new FoundObject(content.GetBuffer().AsMemory(0, (int)content.Length), SizeOf(response, content.Length), response.ETag);
        }
        catch (AmazonS3Exception exception) when (exception.ErrorCode == "NoSuchKey")
        {
            return null;
        }
        catch (AmazonS3Exception exception) when (range is not null && exception.StatusCode == HttpStatusCode.RequestedRangeNotSatisfiable)
        {
            return new FoundObject(ReadOnlyMemory<byte>.Empty, range.Value.Offset, range.Value.Version ?? "");
        }
        catch (Exception exception) when (S3Failures.IsOne(exception, cancellationToken))
        {
            throw _failures.OfRead(key, exception);
        }
    }

    public async IAsyncEnumerable<string> ListAsync(string prefix, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var request = new ListObjectsV2Request { BucketName = _options.Bucket, Prefix = prefix };
        do
        {
            ListObjectsV2Response page;
            try
            {
                page = await _client.ListObjectsV2Async(request, cancellationToken);
            }
            catch (Exception exception) when (S3Failures.IsOne(exception, cancellationToken))
            {
                throw _failures.OfList(prefix, exception);
            }

            foreach (var found in page.S3Objects ?? [])
                yield return found.Key;
            request.ContinuationToken = page.IsTruncated == true ? page.NextContinuationToken : null;
        }
        while (request.ContinuationToken is not null);
    }

    public async Task<string> BeginUploadAsync(string key, CancellationToken cancellationToken)
    {
        var request = new InitiateMultipartUploadRequest
        {
            BucketName = _options.Bucket,
            Key = key,
            ContentType = ContentType,
            ChecksumAlgorithm = ChecksumAlgorithm.CRC32,
        };
        if (_options.KmsKeyId is not null)
            (request.ServerSideEncryptionMethod, request.ServerSideEncryptionKeyManagementServiceKeyId) = (ServerSideEncryptionMethod.AWSKMS, _options.KmsKeyId);
        try
        {
            return (await _client.InitiateMultipartUploadAsync(request, cancellationToken)).UploadId;
        }
        catch (Exception exception) when (S3Failures.IsOne(exception, cancellationToken))
        {
            throw _failures.OfWrite(key, exception);
        }
    }

    public async Task<UploadedPart> UploadPartAsync(string key, string upload, int number, ReadOnlyMemory<byte> content, CancellationToken cancellationToken)
    {
        var request = new UploadPartRequest
        {
            BucketName = _options.Bucket,
            Key = key,
            UploadId = upload,
            PartNumber = number,
            PartSize = content.Length,
            InputStream = StreamOf(content),
            ChecksumAlgorithm = ChecksumAlgorithm.CRC32,
            UseChunkEncoding = false,
        };
        try
        {
            var response = await _client.UploadPartAsync(request, cancellationToken);
            return new UploadedPart(number, response.ETag, response.ChecksumCRC32);
        }
        catch (Exception exception) when (S3Failures.IsOne(exception, cancellationToken))
        {
            throw _failures.OfWrite(key, exception);
        }
    }

    public async Task CompleteUploadAsync(string key, string upload, IReadOnlyList<UploadedPart> parts, CancellationToken cancellationToken)
    {
        var request = new CompleteMultipartUploadRequest
        {
            BucketName = _options.Bucket,
            Key = key,
            UploadId = upload,
            PartETags = [.. parts.Select(part => new PartETag(part.Number, part.Tag) { ChecksumCRC32 = part.Checksum })],
        };
        try
        {
            await _client.CompleteMultipartUploadAsync(request, cancellationToken);
        }
        catch (Exception exception) when (S3Failures.IsOne(exception, cancellationToken))
        {
            throw _failures.OfWrite(key, exception);
        }
    }

    public async Task AbortUploadAsync(string key, string upload, CancellationToken cancellationToken)
    {
        try
        {
            await _client.AbortMultipartUploadAsync(new AbortMultipartUploadRequest { BucketName = _options.Bucket, Key = key, UploadId = upload }, cancellationToken);
        }
        catch (Exception exception) when (S3Failures.IsOne(exception, cancellationToken))
        {
            throw _failures.OfWrite(key, exception);
        }
    }

    public void Dispose() => _client.Dispose();

    private static MemoryStream StreamOf(ReadOnlyMemory<byte> content) =>
        System.Runtime.InteropServices.MemoryMarshal.TryGetArray(content, out var bytes)
            ? new MemoryStream(bytes.Array!, bytes.Offset, bytes.Count, writable: false)
            : new MemoryStream(content.ToArray(), writable: false);

    /// <summary>From <c>bytes 0-9/1234</c>.</summary>
    private static long SizeOf(GetObjectResponse response, long read) =>
        response.ContentRange is { Length: > 0 } range && long.TryParse(range.AsSpan(range.LastIndexOf('/') + 1), out var size) ? size : read;
}
