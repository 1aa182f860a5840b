namespace Slipway.LocalEcs.Tasks;

/// <summary>Why an ECS task stopped, as ECS writes it.</summary>
/// <remarks>documented: https://docs.aws.amazon.com/AmazonECS/latest/APIReference/API_Task.html (stopCode) and the stopped-task error pages of the developer guide.</remarks>
internal static class StopCodes
{
    public const string TaskFailedToStart = "TaskFailedToStart";

    public const string EssentialContainerExited = "EssentialContainerExited";

    public const string UserInitiated = "UserInitiated";

    public const string SpotInterruption = "SpotInterruption";

    /// <summary>observed</summary>
    public const string EssentialContainerReason = "Essential container in task exited";

    /// <summary>documented: https://docs.aws.amazon.com/AmazonECS/latest/developerguide/fargate-capacity-providers.html</summary>
    public const string SpotReason = "Your Spot Task was interrupted.";

    /// <summary>documented: the stopped-task error pages.</summary>
    public const string OutOfMemoryReason = "OutOfMemoryError: Container killed due to memory usage";

    /// <summary>observed</summary>
    public const string FailedToStartReason = "Task failed to start";

    /// <summary>observed: a StopTask without a reason.</summary>
    public const string UserReason = "Task stopped by user";
}
