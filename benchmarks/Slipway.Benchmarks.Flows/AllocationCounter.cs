using System.Collections.Concurrent;
using System.Diagnostics.Tracing;
using System.Globalization;

namespace Slipway.Benchmarks.Flows;

/// <summary>
/// How many objects code allocates, from the runtime's randomised samples: each byte is as likely as any other to be sampled (on average one in 100 KB), so a
/// type's share of the samples is its share of the bytes. What has less than a hundredth of them is no part of a call, but of this measurement.
/// </summary>
internal sealed class AllocationCounter : EventListener
{
    private const EventKeywords AllocationSampling = (EventKeywords)0x80000000000;

    private readonly ConcurrentDictionary<(string Type, long Size), int> _samples = new();

    /// <summary>Counts objects and bytes a call.</summary>
    public static async Task<(double Objects, double Bytes)> CountAsync(int calls, Func<Task> work)
    {
        using var counter = new AllocationCounter();
        var before = GC.GetTotalAllocatedBytes(precise: true);
        await work();
        var bytes = (double)(GC.GetTotalAllocatedBytes(precise: true) - before) / calls;
        var all = (double)counter._samples.Values.Sum();
        var samples = counter._samples.Where(sample => sample.Value / all > 0.01).ToList();
        foreach (var ((type, size), count) in samples)
            Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"object {type} {size} {bytes * count / all / size:0.00}"));
        return (samples.Sum(sample => bytes * sample.Value / all / sample.Key.Size), bytes);
    }

    protected override void OnEventSourceCreated(EventSource eventSource)
    {
        if (eventSource.Name == "Microsoft-Windows-DotNETRuntime")
            EnableEvents(eventSource, EventLevel.Informational, AllocationSampling);
    }

    protected override void OnEventWritten(EventWrittenEventArgs eventData)
    {
        if (eventData.EventName == "AllocationSampled")
            _samples.AddOrUpdate(((string)Value(eventData, "TypeName"), Convert.ToInt64(Value(eventData, "ObjectSize"), CultureInfo.InvariantCulture)), 1, static (_, count) => count + 1);
    }

    private static object Value(EventWrittenEventArgs happened, string name) => happened.Payload![happened.PayloadNames!.IndexOf(name)]!;
}
