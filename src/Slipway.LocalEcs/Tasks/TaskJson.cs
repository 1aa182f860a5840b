using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.Json.Serialization;
using Slipway.LocalEcs.Ecs;

namespace Slipway.LocalEcs.Tasks;

/// <summary>The wire form of ECS tasks, which is also the form they are kept in.</summary>
[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase,
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
    Converters = [typeof(EpochSeconds)])]
[JsonSerializable(typeof(EcsTask))]
internal sealed partial class TaskJson : JsonSerializerContext
{
    /// <summary>An ECS task as the operations answer it.</summary>
    public static JsonObject Describe(EcsTask task, bool withTags)
    {
        var json = JsonSerializer.SerializeToNode(task, Default.EcsTask)!.AsObject();
        if (!withTags)
        {
            json["tags"] = new JsonArray();
        }

        return json;
    }
}
