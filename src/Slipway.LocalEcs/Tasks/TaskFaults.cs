using Slipway.LocalEcs.Faults;

namespace Slipway.LocalEcs.Tasks;

/// <summary>What strikes an ECS task while it runs.</summary>
internal static class TaskFaults
{
    /// <summary>Draws the faults of an ECS task that has become RUNNING, and lets them strike in their time.</summary>
    public static void Arm(TaskEngine engine, TaskRun run)
    {
        // documented: only ECS tasks on Spot capacity are interrupted.
        if (run.Current.CapacityProviderName is "FARGATE_SPOT" && engine.Faults.Of(FaultKind.SpotInterruption, run.Current.Family) is { } spot)
        {
            _ = AfterAsync(run, spot.After, () =>
            {
                run.RequestStop(StopCodes.SpotInterruption, StopCodes.SpotReason);
                return Task.CompletedTask;
            });
        }

        if (engine.Faults.Of(FaultKind.OutOfMemory, run.Current.Family) is { } memory)
        {
            var victim = run.Containers.First(container => container.Spec.Essential);
            _ = AfterAsync(run, memory.After, victim.KillForMemoryAsync);
        }
    }

    private static async Task AfterAsync(TaskRun run, TimeSpan delay, Func<Task> strike)
    {
        try
        {
            await run.DelayAsync(delay, run.StopOrShutdown);
            await strike();
        }
        catch (OperationCanceledException)
        {
            // The ECS task ended first.
        }
    }
}
