namespace Slipway.LocalEcs.CloudWatchLogs;

/// <summary>What Container Insights says of a container that has ended.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Image">Its image as the task definition names it.</param>
/// <param name="CpuUnits">The CPU units declared; null when none are.</param>
/// <param name="MemoryMebibytes">The memory declared, in MiB; null when none is.</param>
/// <param name="PeakMemoryBytes">The highest memory use; null when unknown.</param>
/// <param name="MeanCpuUnits">CPU time over running time, in CPU units (1,024 = one vCPU); null when unknown.</param>
internal sealed record InsightsContainer(string Name, string Image, long? CpuUnits, long? MemoryMebibytes, long? PeakMemoryBytes, double? MeanCpuUnits);
