namespace Slipway.Aws.Ecs;

/// <summary>Environment variables read from a file in S3.</summary>
public sealed record EnvironmentFile
{
    /// <summary>The ARN of the S3 object.</summary>
    public required string Value { get; init; }

    /// <summary><c>s3</c>.</summary>
    public required string Type { get; init; }
}
