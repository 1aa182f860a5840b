using System.Text.Json.Serialization;

namespace Slipway.Aws.SecretsManager;

/// <summary>A secret without its value.</summary>
public sealed record DescribeSecretResponse
{
    /// <summary>Its ARN.</summary>
    [JsonPropertyName("ARN")]
    public string? Arn { get; init; }

    /// <summary>Its name.</summary>
    public string? Name { get; init; }

    /// <summary>What it is for.</summary>
    public string? Description { get; init; }

    /// <summary>The key that encrypts it; AWS's own when null.</summary>
    public string? KmsKeyId { get; init; }

    /// <summary>Whether it rotates.</summary>
    public bool? RotationEnabled { get; init; }

    /// <summary>When it last rotated.</summary>
    public DateTimeOffset? LastRotatedDate { get; init; }

    /// <summary>When it last changed.</summary>
    public DateTimeOffset? LastChangedDate { get; init; }

    /// <summary>When it was last read, to within a day.</summary>
    public DateTimeOffset? LastAccessedDate { get; init; }

    /// <summary>When its deletion was asked for; null unless it is being deleted.</summary>
    public DateTimeOffset? DeletedDate { get; init; }

    /// <summary>When it rotates next.</summary>
    public DateTimeOffset? NextRotationDate { get; init; }

    /// <summary>When it was made.</summary>
    public DateTimeOffset? CreatedDate { get; init; }

    /// <summary>The AWS service that made it.</summary>
    public string? OwningService { get; init; }

    /// <summary>The stages of each version.</summary>
    public IReadOnlyDictionary<string, IReadOnlyList<string>>? VersionIdsToStages { get; init; }
}
