using Slipway.Aws;

namespace Slipway.Extensions.Aws;

/// <summary>Where in S3 results are kept, and how S3 is reached.</summary>
public sealed record S3ResultStoreOptions
{
    private const string Scheme = "s3://";

    private readonly string _prefix = "";

    /// <summary>The bucket's name.</summary>
    public required string Bucket { get; init; }

    /// <summary>What the keys of all objects begin with, such as <c>slipway/results</c>; a slash is put after it. Default: nothing.</summary>
    public string Prefix
    {
        get => _prefix;
        init => _prefix = value is null or "" ? "" : value.Trim('/') is { Length: > 0 } trimmed ? trimmed + "/" : "";
    }

    /// <summary>The id or ARN of the KMS key that objects are encrypted with. Default: whatever the bucket's own default encryption is.</summary>
    public string? KmsKeyId { get; init; }

    /// <summary>
    /// Whether the bucket's name goes into the path of an address, and not into the name of the host. Default: where an address of one's own is set
    /// (<see cref="AwsClientOptions.EndpointUrl"/>, <c>AWS_ENDPOINT_URL_S3</c>, <c>AWS_ENDPOINT_URL</c>), as S3-compatible stores need it.
    /// </summary>
    public bool? UsePathStyle { get; init; }

    /// <summary>Region, credentials, time-outs. Default: the standard places; a call that fails is tried six more times, since a lost result is a lost task.</summary>
    public AwsClientOptions Aws { get; init; } = new() { MaxErrorRetry = 6 };

    /// <summary>The clock of waits. Default: the system's.</summary>
    public TimeProvider Clock { get; init; } = TimeProvider.System;

    /// <summary>Reads <c>s3://bucket</c> or <c>s3://bucket/prefix</c>.</summary>
    /// <exception cref="ArgumentException">It is no such address.</exception>
    public static S3ResultStoreOptions Parse(string address)
    {
        ArgumentException.ThrowIfNullOrEmpty(address);
        var path = address.StartsWith(Scheme, StringComparison.Ordinal) ? address[Scheme.Length..] : "";
        var slash = path.IndexOf('/', StringComparison.Ordinal);
        var bucket = slash < 0 ? path : path[..slash];
        return bucket.Length > 0
            ? new S3ResultStoreOptions { Bucket = bucket, Prefix = slash < 0 ? "" : path[slash..] }
            : throw new ArgumentException($"'{address}' is no address of a bucket. Write s3://BUCKET or s3://BUCKET/PREFIX.", nameof(address));
    }
}
