namespace Slipway.Aws.Ecs;

/// <summary>Makes a revision INACTIVE.</summary>
public sealed record DeregisterTaskDefinitionRequest
{
    /// <summary><c>family:revision</c> or the ARN.</summary>
    public required string TaskDefinition { get; init; }
}
