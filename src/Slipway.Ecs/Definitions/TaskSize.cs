using System.Runtime.InteropServices;
using Slipway.Core.Containers;

namespace Slipway.Ecs.Definitions;

/// <summary>CPU and memory of a whole ECS task.</summary>
/// <param name="CpuUnits">ECS units (1,024 = one vCPU).</param>
/// <param name="MemoryMiB">MiB.</param>
[StructLayout(LayoutKind.Auto)]
public readonly record struct TaskSize(int CpuUnits, int MemoryMiB)
{
    /// <summary>What an ECS task gets when nobody said anything: half a vCPU and 1 GiB.</summary>
    public static TaskSize Default { get; } = new(512, 1024);

    // The smallest memory that Fargate pairs with each CPU size is 2 MiB a unit, from 0.25 vCPU to 16.
    private const int LeastMiBPerUnit = 2;

    /// <summary>What the settings declare; a part that they do not say is the smallest that goes with the other.</summary>
    public static TaskSize Declared(ContainerSettings settings)
    {
        ArgumentNullException.ThrowIfNull(settings);
        return (settings.CpuUnits, settings.MemoryMiB) switch
        {
            (null, null) => Default,
            ({ } cpu, null) => new TaskSize(cpu, cpu * LeastMiBPerUnit),
            (null, { } memory) => new TaskSize(FargateSizes.SmallestFor(memory)?.CpuUnits ?? Default.CpuUnits, memory),
            ({ } cpu, { } memory) => new TaskSize(cpu, memory),
        };
    }

    /// <summary>What one run gets.</summary>
    public static TaskSize OfRun(ContainerSettings settings, RunRequest run)
    {
        ArgumentNullException.ThrowIfNull(run);
        var declared = Declared(settings);
        return new TaskSize(run.CpuUnits ?? declared.CpuUnits, run.MemoryMiB ?? declared.MemoryMiB);
    }

    /// <inheritdoc/>
    public override string ToString() => $"{Quantity.WriteCpu(CpuUnits)} vCPU with {Quantity.WriteMemory(MemoryMiB)}";
}
