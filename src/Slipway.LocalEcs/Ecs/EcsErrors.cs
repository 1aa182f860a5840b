using System.Text.Json.Nodes;
using Slipway.LocalEcs.Protocol;

namespace Slipway.LocalEcs.Ecs;

/// <summary>ECS's refusals.</summary>
internal static class EcsErrors
{
    /// <summary>A request that ECS refuses for what it asks.</summary>
    public static AwsServiceException Client(string message) => new("ClientException", message);

    /// <summary>A member that is not valid.</summary>
    public static AwsServiceException InvalidParameter(string message) => new("InvalidParameterException", message);

    /// <summary>A cluster that is not there. observed: the message is just this.</summary>
    public static AwsServiceException ClusterNotFound() => new("ClusterNotFoundException", "Cluster not found.");

    /// <summary>A client token used again with other parameters.</summary>
    public static AwsServiceException Conflict(string message, IEnumerable<string> resourceIds) =>
        new("ConflictException", message)
        {
            Members = new JsonObject { ["resourceIds"] = new JsonArray([.. resourceIds.Select(id => JsonValue.Create(id))]) },
        };
}
