using System.Globalization;
using Slipway.LocalEcs.CloudWatchLogs;
using Slipway.LocalEcs.Protocol;

namespace Slipway.LocalEcs.Tasks;

/// <summary>Records what an ECS task used, for clusters with Container Insights.</summary>
internal static class TaskUse
{
    private const int CpuUnitsPerCore = 1024;

    /// <summary>Records it, when anything is known.</summary>
    public static void Record(TaskEngine engine, EcsTask task, IReadOnlyList<ContainerRun> containers)
    {
        var used = containers.Where(container => container.End is { PeakMemoryBytes: not null } or { CpuSeconds: not null }).ToList();
        if (used.Count == 0 || engine.Clusters.Find(task.Cluster) is not { ContainerInsights: true })
        {
            return;
        }

        var seconds = (task.ExecutionStoppedAt - task.StartedAt)?.TotalSeconds;
        engine.Insights.Record(new InsightsTask
        {
            Cluster = task.Cluster,
            TaskId = task.Id,
            Family = task.Family,
            Revision = int.Parse(task.TaskDefinitionArn[(task.TaskDefinitionArn.LastIndexOf(':') + 1)..], CultureInfo.InvariantCulture),
            AvailabilityZone = task.AvailabilityZone,
            CpuUnits = long.Parse(task.Cpu, CultureInfo.InvariantCulture),
            MemoryMebibytes = long.Parse(task.Memory, CultureInfo.InvariantCulture),
            CreatedAt = task.CreatedAt,
            StartedAt = task.StartedAt,
            Containers = [.. used.Select(container => new InsightsContainer(
                container.Spec.Name,
                container.Spec.Image,
                container.Spec.Definition.Integer("cpu"),
                container.Spec.Definition.Integer("memory"),
                container.End!.PeakMemoryBytes,
                container.End.CpuSeconds is { } cpu && seconds > 0 ? cpu / seconds * CpuUnitsPerCore : null))],
        });
    }
}
