using Slipway.Core.Containers;

namespace Slipway.Ecs.Definitions;

/// <summary>The pairs of CPU and memory that Fargate has (Amazon ECS Developer Guide, "Task CPU and memory").</summary>
public static class FargateSizes
{
    private const int GiB = Quantity.MiBPerGiB;

    private static readonly Row[] Rows =
    [
        new(256, [512, 1 * GiB, 2 * GiB], Windows: false),
        new(512, Steps(1, 4, 1), Windows: false),
        new(1024, Steps(2, 8, 1), Windows: true),
        new(2048, Steps(4, 16, 1), Windows: true),
        new(4096, Steps(8, 30, 1), Windows: true),
        new(8192, Steps(16, 60, 4), Windows: false),
        new(16384, Steps(32, 120, 8), Windows: false),
    ];

    /// <summary>The smallest size with at least this much memory; null when there is none.</summary>
    public static TaskSize? SmallestFor(int memoryMiB) => Nearest(0, memoryMiB, windows: false);

    /// <summary>What is wrong with a size, what would be valid, and what is nearest; null when nothing is wrong.</summary>
    /// <param name="size">The size.</param>
    /// <param name="windows">Whether the ECS task runs Windows containers, for which Fargate has fewer sizes.</param>
    public static string? FindProblem(TaskSize size, bool windows = false)
    {
        var row = Array.Find(Rows, row => row.CpuUnits == size.CpuUnits && (!windows || row.Windows));
        if (row is not null && Array.BinarySearch(row.Memory, size.MemoryMiB) >= 0)
            return null;

        var nearest = Nearest(size.CpuUnits, size.MemoryMiB, windows);
        var advice = nearest is { } fit ? $"; the smallest that holds both is {fit}" : $"; the largest is {Largest(windows)}";
        if (row is not null)
            return $"Fargate pairs {Quantity.WriteCpu(size.CpuUnits)} vCPU with {row}, not {Quantity.WriteMemory(size.MemoryMiB)}{advice}";

        var all = string.Join(", ", Rows.Where(row => !windows || row.Windows).Select(row => Quantity.WriteCpu(row.CpuUnits)));
        return $"Fargate has no {Quantity.WriteCpu(size.CpuUnits)} vCPU{(windows ? " for Windows" : "")}; it has {all}{advice}";
    }

    private static TaskSize? Nearest(int cpuUnits, int memoryMiB, bool windows)
    {
        foreach (var row in Rows)
        {
            if (row.CpuUnits >= cpuUnits && (!windows || row.Windows) && row.Memory[^1] >= memoryMiB)
                return new TaskSize(row.CpuUnits, Array.Find(row.Memory, memory => memory >= memoryMiB));
        }

        return null;
    }

    private static TaskSize Largest(bool windows)
    {
        var row = Rows.Last(row => !windows || row.Windows);
        return new TaskSize(row.CpuUnits, row.Memory[^1]);
    }

    private static int[] Steps(int from, int to, int by) => [.. Enumerable.Range(0, ((to - from) / by) + 1).Select(i => (from + (i * by)) * GiB)];

    private sealed record Row(int CpuUnits, int[] Memory, bool Windows)
    {
        public override string ToString() => Memory.Length <= 4
            ? string.Join(", ", Memory.Select(Quantity.WriteMemory))
            : $"{Quantity.WriteMemory(Memory[0])} to {Quantity.WriteMemory(Memory[^1])} in steps of {Quantity.WriteMemory(Memory[1] - Memory[0])}";
    }
}
