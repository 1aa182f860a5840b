using Slipway.LocalEcs.Tasks;

namespace Slipway.LocalEcs.Metadata;

/// <summary>Tells each container where its metadata is.</summary>
/// <param name="ids">The ids of containers.</param>
/// <param name="endpoint">Where LocalEcs listens; asked when a container starts.</param>
internal sealed class MetadataEnvironment(MetadataIds ids, Func<Uri> endpoint) : IContainerEnvironment
{
    /// <inheritdoc/>
    public IEnumerable<KeyValuePair<string, string>> Variables(EcsTask task, string container) =>
        [new("ECS_CONTAINER_METADATA_URI_V4", AddressOf(task.Id, container))];

    /// <summary>The address of a container's metadata.</summary>
    public string AddressOf(string taskId, string container) => $"http://{endpoint().Authority}{MetadataEndpoint.Prefix}/{ids.Of(taskId, container)}";
}
