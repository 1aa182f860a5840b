using System.Text.Json.Nodes;

namespace Slipway.LocalEcs.CloudWatchLogs;

/// <summary>
/// Writes the performance events of Container Insights, so that what reads peak memory on AWS reads it here. On AWS an event comes each minute and
/// shows use at that time; here one comes at the end of each container and ECS task, and shows the peak of memory and the mean of CPU.
/// </summary>
/// <remarks>documented: https://docs.aws.amazon.com/AmazonCloudWatch/latest/monitoring/Container-Insights-reference-performance-logs-ECS.html</remarks>
internal sealed class ContainerInsights(LogStore store, string region, string accountId)
{
    /// <summary>The stream of Fargate's events.</summary>
    public const string Stream = "FargateTelemetry-0";

    private const int RetentionDays = 1; // documented: the default of these groups
    private const double Mebibyte = 1024 * 1024;

    /// <summary>The group of a cluster's events.</summary>
    public static string GroupOf(string cluster) => $"/aws/ecs/containerinsights/{cluster}/performance";

    /// <summary>Records an ECS task that has ended. What is not known is left out.</summary>
    public void Record(InsightsTask task)
    {
        store.CreateGroup(GroupOf(task.Cluster), retentionDays: RetentionDays);
        if (store.FindGroup(GroupOf(task.Cluster)) is not { } group)
        {
            return; // Deleted meanwhile.
        }

        store.CreateStream(group, Stream);
        var now = store.Now;
        var events = task.Containers.Select(container => OfContainer(task, container, now)).Append(OfTask(task, now));
        if (store.FindStream(group, Stream) is { } stream)
        {
            store.Append(stream.Id, [.. events.Select(e => (now, e.ToJsonString()))]);
        }
    }

    private static JsonObject OfContainer(InsightsTask task, InsightsContainer container, long now)
    {
        var json = Common("Container", task, now);
        json["ContainerName"] = container.Name;
        json["Image"] = container.Image;
        json["ContainerKnownStatus"] = "STOPPED";
        Add(json, "CpuUtilized", container.MeanCpuUnits);
        Add(json, "CpuReserved", container.CpuUnits);
        Add(json, "MemoryUtilized", Mebibytes(container.PeakMemoryBytes));
        Add(json, "MemoryReserved", container.MemoryMebibytes);
        return json;
    }

    private JsonObject OfTask(InsightsTask task, long now)
    {
        var json = Common("Task", task, now);
        json["AccountID"] = accountId;
        json["Region"] = region;
        json["AvailabilityZone"] = task.AvailabilityZone;
        json["KnownStatus"] = "STOPPED";
        json["LaunchType"] = task.LaunchType;
        Add(json, "CreatedAt", task.CreatedAt?.ToUnixTimeMilliseconds());
        Add(json, "StartedAt", task.StartedAt?.ToUnixTimeMilliseconds());
        Add(json, "CpuUtilized", Sum(task.Containers.Select(container => container.MeanCpuUnits)));
        Add(json, "CpuReserved", task.CpuUnits);
        Add(json, "MemoryUtilized", Mebibytes((long?)Sum(task.Containers.Select(container => (double?)container.PeakMemoryBytes))));
        Add(json, "MemoryReserved", task.MemoryMebibytes);
        return json;
    }

    private static JsonObject Common(string type, InsightsTask task, long now) => new()
    {
        ["Version"] = "0",
        ["Type"] = type,
        ["TaskId"] = task.TaskId,
        ["TaskDefinitionFamily"] = task.Family,
        ["TaskDefinitionRevision"] = $"{task.Revision}",
        ["ClusterName"] = task.Cluster,
        ["Timestamp"] = now,
    };

    private static double? Sum(IEnumerable<double?> values) => values.Where(value => value is not null).ToArray() is { Length: > 0 } known ? known.Sum() : null;

    private static long? Mebibytes(long? bytes) => bytes is { } known ? (long)Math.Ceiling(known / Mebibyte) : null;

    private static void Add(JsonObject json, string name, double? value)
    {
        if (value is { } known)
        {
            json[name] = known;
        }
    }

    private static void Add(JsonObject json, string name, long? value)
    {
        if (value is { } known)
        {
            json[name] = known;
        }
    }
}
