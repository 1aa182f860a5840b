namespace Slipway.LocalEcs.Runtimes;

/// <summary>How a container ended.</summary>
/// <param name="ExitCode">The exit code; 128 + n after signal n. Null when the container never ran (a start that failed).</param>
/// <param name="OutOfMemory">Whether the kernel killed it for exceeding its memory limit.</param>
/// <param name="Reason">The runtime's reason, such as <c>CannotStartContainerError: …</c>; null when there is nothing to say.</param>
/// <param name="PeakMemoryBytes">The highest memory use seen; null when unknown.</param>
/// <param name="CpuSeconds">CPU time used; null when unknown.</param>
internal sealed record ContainerExit(int? ExitCode, bool OutOfMemory = false, string? Reason = null, long? PeakMemoryBytes = null, double? CpuSeconds = null);
