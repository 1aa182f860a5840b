namespace Slipway.LocalEcs.Tasks;

/// <summary>The statuses of an ECS task, in order.</summary>
/// <remarks>documented: https://docs.aws.amazon.com/AmazonECS/latest/developerguide/task-lifecycle-explanation.html</remarks>
internal static class TaskStatuses
{
    /// <summary>The network interface is being attached.</summary>
    public const string Provisioning = "PROVISIONING";

    /// <summary>Waits for its images.</summary>
    public const string Pending = "PENDING";

    /// <summary>Between the images and the containers.</summary>
    public const string Activating = "ACTIVATING";

    /// <summary>Every container has started.</summary>
    public const string Running = "RUNNING";

    /// <summary>Before its containers are stopped.</summary>
    public const string Deactivating = "DEACTIVATING";

    /// <summary>Its containers are being stopped.</summary>
    public const string Stopping = "STOPPING";

    /// <summary>The network interface is being detached.</summary>
    public const string Deprovisioning = "DEPROVISIONING";

    /// <summary>Ended.</summary>
    public const string Stopped = "STOPPED";
}
