namespace Slipway.ContainerTasks;

/// <summary>Runs containers. The default is <see cref="SlipwayCommand"/>; a service of this type in <see cref="FlowAppBuilder.Services"/> goes over it.</summary>
public interface IContainerRunner
{
    /// <summary>Runs a container to its end, or adopts the one that was started under the same id, from whichever machine.</summary>
    /// <param name="launch">What to run.</param>
    /// <param name="listener">Hears its log.</param>
    /// <param name="cancellationToken">Stops the container; the method waits for its end and then throws.</param>
    /// <returns>How it ended, well or not.</returns>
    /// <exception cref="Slipway.Core.Errors.SlipwayException">It could not be launched at all.</exception>
    Task<ContainerEnd> RunAsync(ContainerLaunch launch, IContainerListener listener, CancellationToken cancellationToken);
}
