namespace Slipway.Aws.Ecr;

/// <summary>Describes images.</summary>
public sealed record DescribeImagesRequest
{
    /// <summary>The account; the caller's when null.</summary>
    public string? RegistryId { get; init; }

    /// <summary>The repository.</summary>
    public required string RepositoryName { get; init; }

    /// <summary>At most 100; all when null.</summary>
    public IReadOnlyList<ImageIdentifier>? ImageIds { get; init; }

    /// <summary>Continues a listing.</summary>
    public string? NextToken { get; init; }

    /// <summary>1 to 1000, 100 by default; not together with ids.</summary>
    public int? MaxResults { get; init; }

    /// <summary>Which ones.</summary>
    public ImageFilter? Filter { get; init; }
}
