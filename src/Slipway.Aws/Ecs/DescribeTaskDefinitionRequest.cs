namespace Slipway.Aws.Ecs;

/// <summary>Reads a revision.</summary>
public sealed record DescribeTaskDefinitionRequest
{
    /// <summary><c>family</c> (its latest ACTIVE one), <c>family:revision</c> or the ARN.</summary>
    public required string TaskDefinition { get; init; }

    /// <summary><c>TAGS</c> for the tags too.</summary>
    public IReadOnlyList<string>? Include { get; init; }
}
