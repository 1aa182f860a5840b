using System.Collections.Concurrent;
using System.Security.Cryptography;
using System.Text;
using Slipway.LocalEcs.Runtimes;
using Slipway.LocalEcs.State;

namespace Slipway.LocalEcs.Simulation;

/// <summary>
/// Runs no process: each container is a timer and an exit code, so that thousands cost little. For measurements of scale and chaos, and only
/// when asked for by name. What was started is kept in the state, so that a restart of LocalEcs finds it again.
/// </summary>
internal sealed class SimulatedRuntime(StateDatabase database, TimeProvider time) : IContainerRuntime
{
    private readonly ConcurrentDictionary<(string TaskId, string Name), SimulatedContainer> _containers = new();

    /// <summary>The tables.</summary>
    public static StateSchema Schema { get; } = new("simulation",
    [
        """
        CREATE TABLE simulated_containers (
            task_id TEXT NOT NULL, name TEXT NOT NULL, started_at INTEGER NOT NULL, PRIMARY KEY (task_id, name)) WITHOUT ROWID;
        """,
    ]);

    /// <inheritdoc/>
    public string Name => "simulated";

    /// <inheritdoc/>
    public Task<PulledImage> PullAsync(string image, CancellationToken cancellationToken)
    {
        var at = image.IndexOf('@', StringComparison.Ordinal);
        var digest = at > 0 ? image[(at + 1)..] : "sha256:" + Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(image)));
        return Task.FromResult(new PulledImage(image, digest));
    }

    /// <inheritdoc/>
    public Task<IRunningContainer> StartAsync(ContainerPlan plan, CancellationToken cancellationToken)
    {
        var at = time.GetUtcNow();
        database.Write(connection => connection.Execute(
            "INSERT INTO simulated_containers (task_id, name, started_at) VALUES ($task, $name, $at)",
            ("$task", plan.TaskId),
            ("$name", plan.Name),
            ("$at", at.ToUnixTimeMilliseconds())));
        return Task.FromResult<IRunningContainer>(Begin(plan, at));
    }

    /// <inheritdoc/>
    public Task<IRunningContainer?> FindAsync(ContainerPlan plan, CancellationToken cancellationToken)
    {
        if (_containers.TryGetValue((plan.TaskId, plan.Name), out var running))
        {
            return Task.FromResult<IRunningContainer?>(running);
        }

        var startedAt = database.Read(connection => connection.Scalar(
            "SELECT started_at FROM simulated_containers WHERE task_id = $task AND name = $name", ("$task", plan.TaskId), ("$name", plan.Name)));
        return Task.FromResult<IRunningContainer?>(startedAt is long at ? Begin(plan, DateTimeOffset.FromUnixTimeMilliseconds(at)) : null);
    }

    /// <inheritdoc/>
    public Task RemoveTaskAsync(string taskId, CancellationToken cancellationToken)
    {
        var names = database.Write(connection => connection.Query(
            "DELETE FROM simulated_containers WHERE task_id = $task RETURNING name", row => row.GetString(0), ("$task", taskId)));
        foreach (var name in names)
        {
            _containers.TryRemove((taskId, name), out _);
        }

        return Task.CompletedTask;
    }

    private SimulatedContainer Begin(ContainerPlan plan, DateTimeOffset startedAt)
    {
        var container = new SimulatedContainer(plan, SimulatedScript.Read(plan), startedAt, time);
        _containers[(plan.TaskId, plan.Name)] = container;
        container.Go();
        return container;
    }
}
