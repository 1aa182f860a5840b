using Slipway.ContainerTasks;

namespace Slipway;

/// <summary>
/// Containers as tasks of a flow: <c>await Containers.RunAsync("dbt-model:1.0.1", ["dbt", "run"], cancellationToken: ct)</c>. Inside a run each call is a task run
/// with the container's log, its own retries and a recorded outcome: a resumed run adopts the ECS task that runs, and starts none again that completed.
/// Outside a run the container simply runs.
/// </summary>
public static class Containers
{
    /// <summary>Runs a container to its end.</summary>
    /// <param name="image">The image and its version: <c>dbt-model:1.0.1</c>, <c>dbt-model:^1.0</c>, <c>dbt-model@sha256:…</c>, with or without a registry.</param>
    /// <param name="command">The command. Default: the image's own.</param>
    /// <param name="options">Environment, secrets, size, retries. Default: what slipway.yaml says of the image.</param>
    /// <param name="cancellationToken">Stops the ECS task and waits for its end. Default: the run's.</param>
    /// <returns>What ran.</returns>
    /// <exception cref="ContainerFailedException">It did not end with 0, after all retries.</exception>
    public static Task<ContainerRun> RunAsync(
        string image, IReadOnlyList<string>? command = null, ContainerOptions? options = null, CancellationToken cancellationToken = default) =>
        ContainerCalls.RunAsync("Containers.RunAsync", image, command, options, cancellationToken);

    /// <summary>
    /// Runs a container to its end, and reads the JSON that it wrote into the file that its variable <c>SLIPWAY_RESULT_FILE</c> names, at most 256 KiB. The
    /// result leaves the container through a small sidecar, so the image needs nothing, and its task no rights.
    /// </summary>
    /// <inheritdoc cref="RunAsync(string, IReadOnlyList{string}?, ContainerOptions?, CancellationToken)"/>
    /// <typeparam name="T">What the JSON is read as.</typeparam>
    /// <returns>The result.</returns>
    /// <exception cref="ContainerFailedException">It did not end with 0, wrote no result, or one that is no <typeparamref name="T"/>; after all retries.</exception>
    public static Task<T> RunAsync<T>(
        string image, IReadOnlyList<string>? command = null, ContainerOptions? options = null, CancellationToken cancellationToken = default) =>
        ContainerCalls.RunAsync<T>("Containers.RunAsync", image, command, options, cancellationToken);

    /// <summary>From here until it is disposed, containers are run by this runner: for tests of plain methods, and programs that launch otherwise.</summary>
    /// <param name="runner">What runs them.</param>
    public static IDisposable Use(IContainerRunner runner)
    {
        ArgumentNullException.ThrowIfNull(runner);
        return new Usage(runner);
    }

    private sealed class Usage : IDisposable
    {
        private readonly IContainerRunner? _before = ContainerCalls.Chosen;

        public Usage(IContainerRunner runner) => ContainerCalls.Chosen = runner;

        public void Dispose() => ContainerCalls.Chosen = _before;
    }
}
