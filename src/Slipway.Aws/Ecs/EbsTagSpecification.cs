namespace Slipway.Aws.Ecs;

/// <summary>Tags of an EBS volume.</summary>
public sealed record EbsTagSpecification
{
    /// <summary><c>volume</c>.</summary>
    public required string ResourceType { get; init; }

    /// <summary>The tags.</summary>
    public IReadOnlyList<Tag>? Tags { get; init; }

    /// <summary><c>TASK_DEFINITION</c>, <c>SERVICE</c> or <c>NONE</c>.</summary>
    public string? PropagateTags { get; init; }
}
