using System.Text.Json.Serialization;

namespace Slipway.Aws.Ecs;

/// <summary>A revision.</summary>
public sealed record DescribeTaskDefinitionResponse
{
    /// <summary>The revision.</summary>
    [JsonConverter(typeof(TaskDefinitionConverter))]
    public required TaskDefinition TaskDefinition { get; init; }

    /// <summary>Its tags; only filled when they were asked for.</summary>
    public IReadOnlyList<Tag> Tags { get; init => field = value ?? []; } = [];
}
