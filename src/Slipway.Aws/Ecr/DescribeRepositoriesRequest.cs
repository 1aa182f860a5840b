namespace Slipway.Aws.Ecr;

/// <summary>Describes repositories.</summary>
public sealed record DescribeRepositoriesRequest
{
    /// <summary>The account; the caller's when null.</summary>
    public string? RegistryId { get; init; }

    /// <summary>At most 100; all when null.</summary>
    public IReadOnlyList<string>? RepositoryNames { get; init; }

    /// <summary>Continues a listing.</summary>
    public string? NextToken { get; init; }

    /// <summary>1 to 1000, 100 by default; not together with names.</summary>
    public int? MaxResults { get; init; }
}
