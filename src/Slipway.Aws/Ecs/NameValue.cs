namespace Slipway.Aws.Ecs;

/// <summary>A name with a value, as ECS writes environment variables and attachment details.</summary>
public sealed record NameValue
{
    /// <summary>The name.</summary>
    public string? Name { get; init; }

    /// <summary>The value.</summary>
    public string? Value { get; init; }
}
