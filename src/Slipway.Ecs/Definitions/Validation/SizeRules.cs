using Slipway.Core.Containers;

namespace Slipway.Ecs.Definitions.Validation;

/// <summary>CPU, memory and disk.</summary>
internal static class SizeRules
{
    private const string Code = "settings.size";

    // ECS API reference: EphemeralStorage (21 to 200 GiB; 20 is what there is without it), RegisterTaskDefinition.cpu.
    private const int MinStorageGiB = 20;
    private const int MaxStorageGiB = 200;
    private const int MinCpuUnits = 128;
    private const int MaxCpuUnits = 196_608;

    public static void Check(BindingContext context, RunRequest run, ProblemList problems)
    {
        var declared = TaskSize.Declared(context.Settings);
        var ofRun = TaskSize.OfRun(context.Settings, run);
        CheckSize(context, declared, context.Settings.CpuUnits is null && context.Settings.MemoryMiB is not null ? "$.memory" : "$.cpu", problems);
        if (ofRun != declared)
            CheckSize(context, ofRun, run.CpuUnits is null ? "run.memory" : "run.cpu", problems);
        CheckStorage(context.Settings.EphemeralStorageGiB, "$.ephemeralStorage", problems);
        CheckStorage(run.EphemeralStorageGiB, "run.ephemeralStorage", problems);
        CheckSidecars(context, declared, problems);
    }

    private static void CheckSize(BindingContext context, TaskSize size, string path, ProblemList problems)
    {
        if (context.MayRunOnFargate)
            problems.Add(path, Code, FargateSizes.FindProblem(size, context.IsWindows));
        else
            problems.AddWhen(
                size.CpuUnits is < MinCpuUnits or > MaxCpuUnits, path, Code,
                $"{Quantity.WriteCpu(size.CpuUnits)} vCPU is outside what ECS takes: 0.125 to 192");
    }

    private static void CheckStorage(int? storage, string path, ProblemList problems) => problems.AddWhen(
        storage is < MinStorageGiB or > MaxStorageGiB, path, Code,
        $"{storage} GiB is outside what ECS takes: 21 to 200 GiB (20 without being asked)");

    private static void CheckSidecars(BindingContext context, TaskSize size, ProblemList problems)
    {
        if (context.Settings.Sidecars is not { Count: > 0 } sidecars)
            return;
        var cpu = sidecars.Values.Sum(sidecar => sidecar.CpuUnits ?? 0);
        problems.AddWhen(
            cpu > size.CpuUnits, "$.sidecars", Code,
            $"the sidecars keep {Quantity.WriteCpu(cpu)} vCPU, and the whole ECS task has {Quantity.WriteCpu(size.CpuUnits)}");
        foreach (var (name, sidecar) in sidecars)
        {
            problems.AddWhen(
                sidecar.MemoryMiB > size.MemoryMiB, SettingsPath.Member(ContainerPaths.Sidecar(name), "memory"), Code,
                $"{Quantity.WriteMemory(sidecar.MemoryMiB ?? 0)} is more than the whole ECS task has ({Quantity.WriteMemory(size.MemoryMiB)})");
        }
    }
}
