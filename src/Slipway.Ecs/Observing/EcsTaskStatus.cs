namespace Slipway.Ecs.Observing;

/// <summary>ECS's task states in the order in which an ECS task goes through them. Source: "Task lifecycle", Amazon ECS Developer Guide.</summary>
internal static class EcsTaskStatus
{
    internal const string Running = "RUNNING";
    internal const string Stopped = "STOPPED";

    private static readonly string[] Order =
        ["PROVISIONING", "PENDING", "ACTIVATING", Running, "DEACTIVATING", "STOPPING", "DEPROVISIONING", Stopped, "DELETED"];

    /// <summary>How far a state is along the way; -1 for one that is not known.</summary>
    internal static int Rank(string? status) => Array.IndexOf(Order, status);
}
