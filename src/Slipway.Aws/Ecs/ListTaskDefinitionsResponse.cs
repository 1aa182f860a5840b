namespace Slipway.Aws.Ecs;

/// <summary>A page of revisions.</summary>
public sealed record ListTaskDefinitionsResponse
{
    /// <summary>Their ARNs.</summary>
    public IReadOnlyList<string> TaskDefinitionArns { get; init => field = value ?? []; } = [];

    /// <summary>More to come when set.</summary>
    public string? NextToken { get; init; }
}
