namespace Slipway.Aws.Ecr;

/// <summary>Lists images by tag and digest.</summary>
public sealed record ListImagesRequest
{
    /// <summary>The account; the caller's when null.</summary>
    public string? RegistryId { get; init; }

    /// <summary>The repository.</summary>
    public required string RepositoryName { get; init; }

    /// <summary>Continues a listing.</summary>
    public string? NextToken { get; init; }

    /// <summary>1 to 1000, 100 by default.</summary>
    public int? MaxResults { get; init; }

    /// <summary>Which ones.</summary>
    public ImageFilter? Filter { get; init; }
}
