namespace Slipway.Ecs.Logs;

/// <summary>The most that an ECS task used.</summary>
/// <param name="MemoryBytes">Memory in bytes.</param>
/// <param name="CpuUnits">CPU in ECS units (1,024 = one vCPU).</param>
public sealed record PeakUsage(long MemoryBytes, double CpuUnits);
