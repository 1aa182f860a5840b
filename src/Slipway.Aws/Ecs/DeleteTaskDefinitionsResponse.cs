using System.Text.Json.Serialization;

namespace Slipway.Aws.Ecs;

/// <summary>What is being deleted, and what was not.</summary>
public sealed record DeleteTaskDefinitionsResponse
{
    /// <summary>The revisions, now DELETE_IN_PROGRESS.</summary>
    [JsonConverter(typeof(TaskDefinitionListConverter))]
    public IReadOnlyList<TaskDefinition> TaskDefinitions { get; init => field = value ?? []; } = [];

    /// <summary>What was not deleted.</summary>
    public IReadOnlyList<Failure> Failures { get; init => field = value ?? []; } = [];
}
