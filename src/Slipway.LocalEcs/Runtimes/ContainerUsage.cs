namespace Slipway.LocalEcs.Runtimes;

/// <summary>What a container has used so far.</summary>
/// <param name="MemoryBytes">Memory now.</param>
/// <param name="PeakMemoryBytes">The highest memory use seen.</param>
/// <param name="CpuSeconds">CPU time used.</param>
/// <param name="At">When this was measured.</param>
internal sealed record ContainerUsage(long MemoryBytes, long PeakMemoryBytes, double CpuSeconds, DateTimeOffset At);
