using System.Text.Json.Nodes;

namespace Slipway.LocalEcs.Runtimes;

/// <summary>Opens the logs of containers, as the log configuration of their definition says.</summary>
internal interface IContainerLogs
{
    /// <summary>Opens the log of one container, at the position where an earlier LocalEcs process left it.</summary>
    /// <param name="taskId">The id of the ECS task.</param>
    /// <param name="container">The container's name.</param>
    /// <param name="logConfiguration">The definition's <c>logConfiguration</c>; null when it has none.</param>
    /// <exception cref="ResourceInitializationException">The log group is not there and may not be made.</exception>
    IContainerLog Open(string taskId, string container, JsonObject? logConfiguration);
}
