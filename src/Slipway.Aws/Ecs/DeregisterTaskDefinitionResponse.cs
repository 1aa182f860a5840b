using System.Text.Json.Serialization;

namespace Slipway.Aws.Ecs;

/// <summary>The revision as it is now.</summary>
public sealed record DeregisterTaskDefinitionResponse
{
    /// <summary>The revision.</summary>
    [JsonConverter(typeof(TaskDefinitionConverter))]
    public required TaskDefinition TaskDefinition { get; init; }
}
