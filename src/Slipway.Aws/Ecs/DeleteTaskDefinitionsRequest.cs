namespace Slipway.Aws.Ecs;

/// <summary>Deletes INACTIVE revisions.</summary>
public sealed record DeleteTaskDefinitionsRequest
{
    /// <summary>At most 10 <c>family:revision</c> or ARNs.</summary>
    public required IReadOnlyList<string> TaskDefinitions { get; init; }
}
