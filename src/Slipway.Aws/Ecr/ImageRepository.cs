namespace Slipway.Aws.Ecr;

/// <summary>A repository of a registry.</summary>
public sealed record ImageRepository
{
    /// <summary>Its ARN.</summary>
    public string? RepositoryArn { get; init; }

    /// <summary>The account.</summary>
    public string? RegistryId { get; init; }

    /// <summary>Its name.</summary>
    public string? RepositoryName { get; init; }

    /// <summary>What image names start with.</summary>
    public string? RepositoryUri { get; init; }

    /// <summary>When it was made.</summary>
    public DateTimeOffset? CreatedAt { get; init; }

    /// <summary><c>MUTABLE</c> or <c>IMMUTABLE</c>, possibly with exclusions.</summary>
    public string? ImageTagMutability { get; init; }
}
