namespace Slipway.Aws.Ecs;

/// <summary>An attribute of an ECS task or container instance.</summary>
public sealed record TaskAttribute
{
    /// <summary>The name.</summary>
    public required string Name { get; init; }

    /// <summary>The value.</summary>
    public string? Value { get; init; }

    /// <summary>What it is an attribute of.</summary>
    public string? TargetType { get; init; }

    /// <summary>The id of that.</summary>
    public string? TargetId { get; init; }
}
