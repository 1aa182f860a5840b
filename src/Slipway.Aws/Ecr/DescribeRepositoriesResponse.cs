namespace Slipway.Aws.Ecr;

/// <summary>A page of repositories.</summary>
public sealed record DescribeRepositoriesResponse
{
    /// <summary>The repositories.</summary>
    public IReadOnlyList<ImageRepository> Repositories { get; init => field = value ?? []; } = [];

    /// <summary>More to come when set.</summary>
    public string? NextToken { get; init; }
}
