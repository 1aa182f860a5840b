namespace Slipway.Aws.Ecs;

/// <summary>A tag on an ECS resource.</summary>
public sealed record Tag
{
    /// <summary>The name, at most 128 characters; <c>aws:</c> is reserved.</summary>
    public required string Key { get; init; }

    /// <summary>The value, at most 256 characters; null is the empty value.</summary>
    public string? Value { get; init; }
}
