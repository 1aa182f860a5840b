namespace Slipway.Aws.Ecs;

/// <summary>Where ECS Exec sessions are logged.</summary>
public sealed record ExecuteCommandLogConfiguration
{
    /// <summary>The log group.</summary>
    public string? CloudWatchLogGroupName { get; init; }

    /// <summary>Whether it is encrypted.</summary>
    public bool? CloudWatchEncryptionEnabled { get; init; }

    /// <summary>The bucket.</summary>
    public string? S3BucketName { get; init; }

    /// <summary>Whether it is encrypted.</summary>
    public bool? S3EncryptionEnabled { get; init; }

    /// <summary>The folder in the bucket.</summary>
    public string? S3KeyPrefix { get; init; }
}
