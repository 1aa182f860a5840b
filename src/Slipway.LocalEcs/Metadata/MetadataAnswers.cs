using System.Globalization;
using System.Text.Json.Nodes;
using Slipway.LocalEcs.Protocol;
using Slipway.LocalEcs.Runtimes;
using Slipway.LocalEcs.Tasks;

namespace Slipway.LocalEcs.Metadata;

/// <summary>What the metadata endpoint says of one ECS task. What is not known is left out.</summary>
/// <param name="task">The ECS task.</param>
/// <param name="definition">The body of its task definition.</param>
internal sealed class MetadataAnswers(EcsTask task, JsonObject definition)
{
    private const double CpuUnitsPerCpu = 1024;
    private const double NanosecondsPerSecond = 1e9;

    private string Revision => task.TaskDefinitionArn[(task.TaskDefinitionArn.LastIndexOf(':') + 1)..];

    /// <summary>The ECS task with its containers.</summary>
    public JsonObject Task()
    {
        var json = new JsonObject
        {
            ["Cluster"] = task.ClusterArn,
            ["TaskARN"] = task.TaskArn,
            ["Family"] = task.Family,
            [nameof(Revision)] = Revision,
            ["DesiredStatus"] = task.DesiredStatus,
            ["KnownStatus"] = task.LastStatus,
            ["Limits"] = new JsonObject { ["CPU"] = double.Parse(task.Cpu) / CpuUnitsPerCpu, ["Memory"] = long.Parse(task.Memory) },
        };
        AddTime(json, "PullStartedAt", task.PullStartedAt);
        AddTime(json, "PullStoppedAt", task.PullStoppedAt);
        AddTime(json, "ExecutionStoppedAt", task.ExecutionStoppedAt);
        json["AvailabilityZone"] = task.AvailabilityZone;
        json["LaunchType"] = task.LaunchType;
        json["Containers"] = new JsonArray([.. task.Containers.Select(Container)]);
        return json;
    }

    /// <summary>A container.</summary>
    public JsonObject Container(TaskContainer container)
    {
        var own = definition.Structures("containerDefinitions").FirstOrDefault(c => c.Text("name") == container.Name) ?? [];
        var json = new JsonObject
        {
            ["DockerId"] = container.RuntimeId ?? "",
            ["Name"] = container.Name,
            ["DockerName"] = container.Name,
            ["Image"] = container.Image,
            ["ImageID"] = container.ImageDigest ?? "",
            ["Labels"] = Labels(own, container.Name),
            ["DesiredStatus"] = task.DesiredStatus,
            ["KnownStatus"] = container.LastStatus,
            ["Limits"] = Limits(container),
        };
        if (container.ExitCode is { } exitCode)
        {
            json["ExitCode"] = exitCode;
        }

        // assumed: containers have no times of their own here; they start when the images are there.
        AddTime(json, "CreatedAt", container.RuntimeId is null ? null : task.PullStoppedAt);
        AddTime(json, "StartedAt", container.RuntimeId is null ? null : task.StartedAt ?? task.PullStoppedAt);
        json["Type"] = "NORMAL";
        json["ContainerARN"] = container.ContainerArn;
        if (own.Structure("logConfiguration") is { } log)
        {
            json["LogDriver"] = log.Text("logDriver");
            json["LogOptions"] = LogOptions(log.Structure("options") ?? [], container.Name);
        }

        // assumed: the container shares the host's network.
        json["Networks"] = new JsonArray(new JsonObject { ["NetworkMode"] = "awsvpc", ["IPv4Addresses"] = new JsonArray("127.0.0.1") });
        return json;
    }

    /// <summary>What a container uses, in the form of docker's stats; null when unknown, as on AWS for a container that has just started.</summary>
    public JsonObject? Stats(TaskContainer container, ContainerUsage? usage) => usage is null ? null : new JsonObject
    {
        ["read"] = Text(usage.At),
        ["id"] = container.RuntimeId ?? "",
        ["name"] = container.Name,
        ["cpu_stats"] = new JsonObject
        {
            ["cpu_usage"] = new JsonObject { ["total_usage"] = (long)(usage.CpuSeconds * NanosecondsPerSecond) },
            ["online_cpus"] = Environment.ProcessorCount,
        },
        ["memory_stats"] = new JsonObject
        {
            ["usage"] = usage.MemoryBytes,
            ["max_usage"] = usage.PeakMemoryBytes,
            ["limit"] = long.Parse(container.Memory ?? task.Memory) * 1024 * 1024,
        },
    };

    /// <summary>What all containers use, by their docker ids.</summary>
    public JsonObject TaskStats(Func<TaskContainer, ContainerUsage?> usage)
    {
        var json = new JsonObject();
        foreach (var container in task.Containers.Where(container => container.RuntimeId is not null))
        {
            json[container.RuntimeId!] = Stats(container, usage(container));
        }

        return json;
    }

    private JsonObject Labels(JsonObject own, string name)
    {
        var labels = own.Structure("dockerLabels")?.DeepClone().AsObject() ?? [];
        labels["com.amazonaws.ecs.cluster"] = task.ClusterArn;
        labels["com.amazonaws.ecs.container-name"] = name;
        labels["com.amazonaws.ecs.task-arn"] = task.TaskArn;
        labels["com.amazonaws.ecs.task-definition-family"] = task.Family;
        labels["com.amazonaws.ecs.task-definition-version"] = Revision;
        return labels;
    }

    private static JsonObject Limits(TaskContainer container)
    {
        var limits = new JsonObject { ["CPU"] = double.Parse(container.Cpu, CultureInfo.InvariantCulture) };
        if (container.Memory is { } memory)
        {
            limits["Memory"] = long.Parse(memory);
        }

        return limits;
    }

    private JsonObject LogOptions(JsonObject options, string container)
    {
        // documented: the stream in place of its prefix.
        var answer = options.DeepClone().AsObject();
        if (answer.Text("awslogs-stream-prefix") is { } prefix)
        {
            answer.Remove("awslogs-stream-prefix");
            answer["awslogs-stream"] = $"{prefix}/{container}/{task.Id}";
        }

        return answer;
    }

    private static void AddTime(JsonObject json, string name, DateTimeOffset? time)
    {
        if (time is { } known)
        {
            json[name] = Text(known);
        }
    }

    private static string Text(DateTimeOffset time) => time.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss.fffffff'Z'", CultureInfo.InvariantCulture);
}
