namespace Slipway.Aws.Ecs;

/// <summary>A page of families.</summary>
public sealed record ListTaskDefinitionFamiliesResponse
{
    /// <summary>Their names.</summary>
    public IReadOnlyList<string> Families { get; init => field = value ?? []; } = [];

    /// <summary>More to come when set.</summary>
    public string? NextToken { get; init; }
}
