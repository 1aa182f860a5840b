namespace Slipway.Aws.Ecs;

/// <summary>Lists revisions.</summary>
public sealed record ListTaskDefinitionsRequest
{
    /// <summary>The exact family, in spite of the name AWS gave it.</summary>
    public string? FamilyPrefix { get; init; }

    /// <summary><c>ACTIVE</c> (default), <c>INACTIVE</c> or <c>DELETE_IN_PROGRESS</c>.</summary>
    public string? Status { get; init; }

    /// <summary><c>ASC</c> (default) or <c>DESC</c>.</summary>
    public string? Sort { get; init; }

    /// <summary>Continues a listing.</summary>
    public string? NextToken { get; init; }

    /// <summary>1 to 100, 100 by default.</summary>
    public int? MaxResults { get; init; }
}
