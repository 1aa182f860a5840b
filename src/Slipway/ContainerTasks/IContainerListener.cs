namespace Slipway.ContainerTasks;

/// <summary>Hears what a container says, and what is being done for it. Called by one thread at a time.</summary>
public interface IContainerListener
{
    /// <summary>A line of the container's log.</summary>
    void Line(string text);

    /// <summary>News of the launch, in words for people: the version that was found, the revision, the ECS task.</summary>
    void News(string text);
}
