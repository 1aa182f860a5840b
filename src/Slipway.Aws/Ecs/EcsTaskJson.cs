using System.Text.Json;

namespace Slipway.Aws.Ecs;

/// <summary>Reads an <see cref="EcsTask"/> from JSON that did not come by way of <see cref="IEcsTasks"/>.</summary>
public static class EcsTaskJson
{
    /// <summary>
    /// Reads the <c>detail</c> of an <c>ECS Task State Change</c> event. Events write times as ISO 8601 text where the API writes epoch
    /// seconds; both are read.
    /// </summary>
    /// <exception cref="JsonException">It is no ECS task.</exception>
    public static EcsTask Parse(JsonElement detail) =>
        detail.Deserialize(EcsJson.Default.EcsTask) ?? throw new JsonException("An ECS task is a JSON object, not null.");
}
