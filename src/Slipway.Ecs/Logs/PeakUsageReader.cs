using System.Collections.Concurrent;
using System.Text.Json;
using Slipway.Aws;
using Slipway.Aws.Ecs;
using Slipway.Aws.Logs;
using Slipway.Ecs.Budgets;

namespace Slipway.Ecs.Logs;

/// <summary>
/// Reads what an ECS task used at most from Container Insights' performance events, which a cluster writes once a minute when it is switched on.
/// Source: "Container Insights performance log reference" (Amazon CloudWatch User Guide): group <c>/aws/ecs/containerinsights/CLUSTER/performance</c>,
/// <c>MemoryUtilized</c> in megabytes, <c>CpuUtilized</c> in CPU units.
/// </summary>
public sealed class PeakUsageReader
{
    private const long Megabyte = 1024 * 1024;

    // Searches are scarce (5 a second in some regions), and two thousand launches may end together: a launch's result comes first.
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(3);

    private readonly TimeProvider _time;
    private readonly BudgetedLogReads _logs;
    private readonly ConcurrentDictionary<string, bool> _without = new(StringComparer.Ordinal);

    /// <summary>Makes a reader.</summary>
    /// <param name="logs">CloudWatch Logs, without a budget of its own.</param>
    /// <param name="budgets">The account's budgets in the cluster's region.</param>
    /// <param name="time">The clock.</param>
    public PeakUsageReader(ILogReads logs, QuotaBudgets budgets, TimeProvider time) =>
        (_logs, _time) = (new BudgetedLogReads(logs, budgets, BudgetPriority.Housekeeping), time);

    /// <summary>Reads the peaks of a stopped ECS task.</summary>
    /// <returns>
    /// Null when the cluster has no Container Insights (asked once per cluster), the events may not be read or do not come within a few seconds, or the
    /// ECS task was too short for one.
    /// </returns>
    public async Task<PeakUsage?> ReadAsync(string cluster, EcsTask task, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(cluster);
        ArgumentNullException.ThrowIfNull(task);
        var name = AfterSlash(cluster);
        if (task.StartedAt is not { } started || _without.ContainsKey(name))
            return null;

        var request = new FilterLogEventsRequest
        {
            LogGroupName = $"/aws/ecs/containerinsights/{name}/performance",
            FilterPattern = $$"""{ $.TaskId = "{{AfterSlash(task.TaskArn)}}" && $.Type = "Task" }""",
            StartTime = started - TimeSpan.FromMinutes(1),
            EndTime = task.StoppedAt is { } stopped ? stopped + TimeSpan.FromMinutes(2) : null,
        };
        using var patience = new CancellationTokenSource(Patience, _time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(patience.Token, cancellationToken);
        try
        {
            return await ReadPagesAsync(request, either.Token);
        }
        catch (OperationCanceledException) when (patience.IsCancellationRequested && !cancellationToken.IsCancellationRequested)
        {
            return null;
        }
        catch (AwsException exception) when (exception is AwsNotFoundException or AwsAccessDeniedException)
        {
            _without[name] = true;
            return null;
        }
        catch (AwsException)
        {
            // The peaks are an addition: a launch's result never waits for them or fails by them.
            return null;
        }
    }

    private async Task<PeakUsage?> ReadPagesAsync(FilterLogEventsRequest request, CancellationToken cancellationToken)
    {
        PeakUsage? peak = null;
        string? next = null;
        do
        {
            var page = await _logs.FilterLogEventsAsync(request with { NextToken = next }, cancellationToken);
            foreach (var usage in page.Events.Select(entry => Read(entry.Message)).OfType<PeakUsage>())
            {
                peak = peak is null
                    ? usage
                    : new PeakUsage(Math.Max(peak.MemoryBytes, usage.MemoryBytes), Math.Max(peak.CpuUnits, usage.CpuUnits));
            }

            next = page.NextToken;
        }
        while (next is not null);

        return peak;
    }

    private static PeakUsage? Read(string? message)
    {
        try
        {
            using var document = JsonDocument.Parse(message ?? "null");
            return document.RootElement.ValueKind == JsonValueKind.Object
                && document.RootElement.TryGetProperty("MemoryUtilized", out var memory) && memory.TryGetDouble(out var megabytes)
                && document.RootElement.TryGetProperty("CpuUtilized", out var cpu) && cpu.TryGetDouble(out var units)
                ? new PeakUsage((long)(megabytes * Megabyte), units)
                : null;
        }
        catch (JsonException)
        {
            return null;
        }
    }

    private static string AfterSlash(string text) => text[(text.LastIndexOf('/') + 1)..];
}
