namespace Slipway.Aws.Ecs;

/// <summary>Lists clusters.</summary>
public sealed record ListClustersRequest
{
    /// <summary>Continues a listing.</summary>
    public string? NextToken { get; init; }

    /// <summary>1 to 100, 100 by default.</summary>
    public int? MaxResults { get; init; }
}
