namespace Slipway.Aws.Ecs;

/// <summary>Lists families.</summary>
public sealed record ListTaskDefinitionFamiliesRequest
{
    /// <summary>What their names start with.</summary>
    public string? FamilyPrefix { get; init; }

    /// <summary><c>ACTIVE</c>, <c>INACTIVE</c> or <c>ALL</c>.</summary>
    public string? Status { get; init; }

    /// <summary>Continues a listing.</summary>
    public string? NextToken { get; init; }

    /// <summary>1 to 100, 100 by default.</summary>
    public int? MaxResults { get; init; }
}
