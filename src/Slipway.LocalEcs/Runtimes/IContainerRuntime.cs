namespace Slipway.LocalEcs.Runtimes;

/// <summary>Runs the containers of ECS tasks. The ECS rules (order, dependencies, essential containers, stop reasons) live above it.</summary>
internal interface IContainerRuntime
{
    /// <summary>The name shown to people: <c>podman</c>, <c>docker</c>, <c>process</c> or <c>simulated</c>.</summary>
    string Name { get; }

    /// <summary>Makes sure the image is there, as ECS does between <c>pullStartedAt</c> and <c>pullStoppedAt</c>.</summary>
    /// <param name="image">The image as the task definition names it.</param>
    /// <param name="cancellationToken">Ends the pull.</param>
    /// <returns>The image as it will be started.</returns>
    /// <exception cref="ImagePullException">The image cannot be had; the message is what ECS would put in a <c>CannotPullContainerError</c>.</exception>
    Task<PulledImage> PullAsync(string image, CancellationToken cancellationToken);

    /// <summary>
    /// Starts one container. The runtime keeps enough on disk for <see cref="FindAsync"/> to find it again after a restart of LocalEcs.
    /// A container that cannot be started is answered as one that has ended, with no exit code and with the reason.
    /// </summary>
    Task<IRunningContainer> StartAsync(ContainerPlan plan, CancellationToken cancellationToken);

    /// <summary>Finds a container that an earlier LocalEcs process started, running or ended. Null when the runtime knows nothing of it.</summary>
    Task<IRunningContainer?> FindAsync(ContainerPlan plan, CancellationToken cancellationToken);

    /// <summary>Removes what is left of an ECS task: containers, volumes, scratch folders. Doing it twice is no error.</summary>
    Task RemoveTaskAsync(string taskId, CancellationToken cancellationToken);
}
