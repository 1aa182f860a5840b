using Slipway.LocalEcs.Faults;
using Slipway.LocalEcs.Runtimes;

namespace Slipway.LocalEcs.Tasks;

/// <summary>What happens in PENDING: secrets and logs are readied, images pulled.</summary>
internal static class TaskPreparation
{
    /// <summary>Readies all that the containers need.</summary>
    /// <returns>Image, environment and log by the container's name.</returns>
    /// <exception cref="ResourceInitializationException">A secret or a log group cannot be had.</exception>
    /// <exception cref="ImagePullException">An image cannot be had.</exception>
    public static async Task<Dictionary<string, (PulledImage Image, IReadOnlyDictionary<string, string> Environment, IContainerLog Log)>> RunAsync(
        TaskEngine engine, TaskRun run, IReadOnlyList<ContainerSpec> specs)
    {
        var pulling = run.Current.LastStatus is TaskStatuses.Pending;

        // observed: Fargate fetches secrets and readies the log driver before it pulls.
        var ready = specs.ToDictionary(
            spec => spec.Name, spec => (Environment: engine.Planner.Environment(run.Current, spec), Log: OpenLog(engine, run.TaskId, spec)), StringComparer.Ordinal);
        if (pulling)
        {
            run.Update(task => task with { PullStartedAt = task.PullStartedAt ?? engine.Time.GetUtcNow() });
            await run.DelayAsync(engine.Delays.Pulling, run.StopOrShutdown);
        }

        var images = new Dictionary<string, PulledImage>(StringComparer.Ordinal);
        foreach (var spec in specs)
        {
            if (!images.ContainsKey(spec.Image))
            {
                images[spec.Image] = await PullAsync(engine, run, spec);
            }
        }

        if (pulling)
        {
            run.Update(task => task with
            {
                PullStoppedAt = engine.Time.GetUtcNow(),
                Containers = [.. task.Containers.Select(container => images.TryGetValue(container.Image, out var image) ? container with { ImageDigest = image.Digest } : container)],
            });
        }

        return specs.ToDictionary(spec => spec.Name, spec => (images[spec.Image], ready[spec.Name].Environment, ready[spec.Name].Log), StringComparer.Ordinal);
    }

    /// <summary>Opens the log of one container.</summary>
    public static IContainerLog OpenLog(TaskEngine engine, string taskId, ContainerSpec spec) =>
        engine.Logs.Open(taskId, spec.Name, spec.Definition["logConfiguration"]?.AsObject());

    private static async Task<PulledImage> PullAsync(TaskEngine engine, TaskRun run, ContainerSpec spec)
    {
        try
        {
            if (engine.Faults.Of(FaultKind.PullFailure, spec.Image) is { } fault)
            {
                throw new ImagePullException(
                    fault.Message ?? $"pull image manifest has been retried 5 time(s): failed to resolve ref {spec.Image}: i/o timeout");
            }

            return await engine.Runtime.PullAsync(spec.Image, run.StopOrShutdown);
        }
        catch (ImagePullException exception)
        {
            // documented: the container carries the reason as well.
            run.Update(task => task with
            {
                Containers = [.. task.Containers.Select(container => string.Equals(container.Name, spec.Name, StringComparison.Ordinal)
                    ? container with { Reason = $"CannotPullContainerError: {exception.Message}" }
                    : container)],
            });
            throw;
        }
    }
}
