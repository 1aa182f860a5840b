namespace Slipway.LocalEcs.Runtimes.Usage;

/// <summary>
/// Measures a container from outside: the processes below one pid. Memory is the sum of each process's own high-water mark, so a sample
/// sees what lay between two samples; only what grew after the last one is missed. Samples come quickly at first, for containers that
/// live for moments. Memory has no event that could be waited for.
/// </summary>
internal sealed class UsageSampler(int pid, TimeProvider time)
{
    private static readonly TimeSpan FirstInterval = TimeSpan.FromMilliseconds(10);
    private static readonly TimeSpan LongestInterval = TimeSpan.FromSeconds(1);

    private readonly Lock _gate = new();
    private ContainerUsage? _usage;

    /// <summary>The latest sample; null when there was none.</summary>
    public ContainerUsage? Usage
    {
        get
        {
            lock (_gate)
            {
                return _usage;
            }
        }
    }

    /// <summary>Samples until the process has ended.</summary>
    public async Task RunAsync(CancellationToken cancellationToken)
    {
        var interval = FirstInterval;
        while (Sample())
        {
            await Task.Delay(interval, time, cancellationToken);
            interval = interval * 2 < LongestInterval ? interval * 2 : LongestInterval;
        }
    }

    /// <summary>Takes a sample.</summary>
    /// <returns>Whether there was anything to measure.</returns>
    public bool Sample()
    {
        long now = 0;
        long peak = 0;
        ulong ticks = 0;
        foreach (var process in ProcessStat.Tree(pid))
        {
            if (ProcessStat.Memory(process) is { } memory && ProcessStat.Read(process) is { } stat)
            {
                now += memory.Now;
                peak += memory.Peak;
                ticks += stat.CpuTicks;
            }
        }

        if (now == 0)
        {
            return false;
        }

        lock (_gate)
        {
            _usage = new(
                now,
                Math.Max(peak, _usage?.PeakMemoryBytes ?? 0),
                Math.Max(ticks / ProcessStat.TicksPerSecond, _usage?.CpuSeconds ?? 0),
                time.GetUtcNow());
        }

        return true;
    }
}
