using System.Text.Json.Serialization;

namespace Slipway.Aws.Ecs;

/// <summary>The new revision.</summary>
public sealed record RegisterTaskDefinitionResponse
{
    /// <summary>The revision.</summary>
    [JsonConverter(typeof(TaskDefinitionConverter))]
    public required TaskDefinition TaskDefinition { get; init; }

    /// <summary>Its tags.</summary>
    public IReadOnlyList<Tag> Tags { get; init => field = value ?? []; } = [];
}
