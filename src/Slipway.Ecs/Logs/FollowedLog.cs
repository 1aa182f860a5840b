namespace Slipway.Ecs.Logs;

/// <summary>A log stream to follow.</summary>
/// <param name="Group">The log group.</param>
/// <param name="Stream">The stream: <c>prefix/container/ecs-task-id</c>.</param>
/// <param name="From">Where to go on, from <see cref="ILogSink.Position"/>; null means the beginning.</param>
public sealed record FollowedLog(string Group, string Stream, string? From = null)
{
    /// <summary>The stream of a container of an ECS task.</summary>
    public static FollowedLog Of(Definitions.LogDestination destination, string container, string ecsTaskArn, string? from = null)
    {
        ArgumentNullException.ThrowIfNull(destination);
        ArgumentNullException.ThrowIfNull(ecsTaskArn);
        return new FollowedLog(destination.Group, $"{destination.StreamPrefix}/{container}/{ecsTaskArn[(ecsTaskArn.LastIndexOf('/') + 1)..]}", from);
    }
}
