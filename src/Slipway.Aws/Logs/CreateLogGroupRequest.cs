namespace Slipway.Aws.Logs;

/// <summary>Makes a log group.</summary>
public sealed record CreateLogGroupRequest
{
    /// <summary>Its name.</summary>
    public required string LogGroupName { get; init; }

    /// <summary>The key that encrypts it.</summary>
    public string? KmsKeyId { get; init; }

    /// <summary>Tags.</summary>
    public IReadOnlyDictionary<string, string>? Tags { get; init; }

    /// <summary><c>STANDARD</c> (default), <c>INFREQUENT_ACCESS</c> or <c>DELIVERY</c>.</summary>
    public string? LogGroupClass { get; init; }

    /// <summary>Refuses deletion until switched off.</summary>
    public bool? DeletionProtectionEnabled { get; init; }
}
