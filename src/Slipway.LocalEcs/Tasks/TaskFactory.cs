using System.Globalization;
using System.Security.Cryptography;
using System.Text.Json;
using System.Text.Json.Nodes;
using Slipway.LocalEcs.Ecs;
using Slipway.LocalEcs.Protocol;
using Slipway.LocalEcs.TaskDefinitions;

namespace Slipway.LocalEcs.Tasks;

/// <summary>Makes the first version of ECS tasks, as RunTask answers them. observed: members and their first values.</summary>
internal sealed class TaskFactory(Arns arns)
{
    private const int DefaultStorageGiB = 20;

    /// <summary>Makes one.</summary>
    public EcsTask Make(
        JsonObject request, StoredDefinition definition, string cluster, (int Cpu, int Memory) size, string? capacityProvider, JsonArray tags, DateTimeOffset now)
    {
        var id = RandomNumberGenerator.GetHexString(32, lowercase: true);
        var arn = arns.Task(cluster, id);
        var overrides = request.Structure("overrides");
        var subnet = request.Structure("networkConfiguration")?.Structure("awsvpcConfiguration")?.Texts("subnets")[0] ?? "";
        var attachment = Attachment(subnet);
        var storage = overrides?.Structure("ephemeralStorage")?.Integer("sizeInGiB") ?? definition.Body.Structure("ephemeralStorage")?.Integer("sizeInGiB") ?? DefaultStorageGiB;
        var platform = definition.Body.Structure("runtimePlatform");
        return new EcsTask
        {
            Attachments = [attachment],
            Attributes = [new TaskAttribute("ecs.cpu-architecture", platform?.Text("cpuArchitecture") is "ARM64" ? "arm64" : "x86_64")],
            AvailabilityZone = $"{arns.Region}a",
            CapacityProviderName = capacityProvider,
            ClusterArn = arns.Cluster(cluster),
            Containers = [.. ContainerSpec.Of(definition.Body, overrides).Select(spec => Container(spec, cluster, arn, id, attachment))],
            Cpu = size.Cpu.ToString(CultureInfo.InvariantCulture),
            CreatedAt = now,
            DesiredStatus = TaskStatuses.Running,
            EnableExecuteCommand = request.Flag("enableExecuteCommand"),
            EphemeralStorage = new TaskStorage(storage),
            FargateEphemeralStorage = new TaskStorage(storage),
            Group = request.Text("group") ?? $"family:{definition.Family}",
            LastStatus = TaskStatuses.Provisioning,
            LaunchType = "FARGATE",
            Memory = size.Memory.ToString(CultureInfo.InvariantCulture),
            Overrides = Overrides(definition.Body, overrides),
            PlatformFamily = "Linux",
            PlatformVersion = request.Text("platformVersion") is { } version and not "LATEST" ? version : "1.4.0",
            StartedBy = request.Text("startedBy"),
            Tags = Element(tags),
            TaskArn = arn,
            TaskDefinitionArn = arns.TaskDefinition(definition.Family, definition.Revision),
        };
    }

    private TaskContainer Container(ContainerSpec spec, string cluster, string taskArn, string taskId, TaskAttachment attachment)
    {
        var cpu = spec.Override?.Integer("cpu") ?? spec.Definition.Integer("cpu") ?? 0;
        var memory = spec.Override?.Integer("memory") ?? spec.Definition.Integer("memory");
        var reservation = spec.Override?.Integer("memoryReservation") ?? spec.Definition.Integer("memoryReservation");
        return new TaskContainer
        {
            ContainerArn = arns.Container(cluster, taskId, Guid.NewGuid().ToString()),
            TaskArn = taskArn,
            Name = spec.Name,
            Image = spec.Image,
            LastStatus = TaskStatuses.Pending,
            HealthStatus = "UNKNOWN",
            Cpu = cpu.ToString(CultureInfo.InvariantCulture),
            Memory = memory?.ToString(CultureInfo.InvariantCulture),
            MemoryReservation = reservation?.ToString(CultureInfo.InvariantCulture),
            NetworkInterfaces = [new TaskNetworkInterface(attachment.Id, attachment.Details.First(detail => detail.Name is "privateIPv4Address").Value)],
        };
    }

    private static TaskAttachment Attachment(string subnet)
    {
        var address = RandomNumberGenerator.GetBytes(2);
        return new TaskAttachment(
            Guid.NewGuid().ToString(),
            "ElasticNetworkInterface",
            "PRECREATED",
            [
                new AttachmentDetail("subnetId", subnet),
                new AttachmentDetail("networkInterfaceId", $"eni-{RandomNumberGenerator.GetHexString(17, lowercase: true)}"),
                new AttachmentDetail("privateIPv4Address", string.Create(CultureInfo.InvariantCulture, $"10.0.{address[0]}.{address[1]}")),
            ]);
    }

    // observed: every container appears in the overrides, with its name only when nothing is overridden.
    private static JsonElement Overrides(JsonObject definition, JsonObject? overrides)
    {
        var answer = overrides?.DeepClone().AsObject() ?? [];
        answer["containerOverrides"] = new JsonArray([.. ContainerSpec.Of(definition, overrides)
            .Select(spec => spec.Override?.DeepClone() ?? new JsonObject { ["name"] = spec.Name })]);
        answer["inferenceAcceleratorOverrides"] ??= new JsonArray();
        return Element(answer);
    }

    private static JsonElement Element(JsonNode node) => JsonDocument.Parse(node.ToJsonString()).RootElement;
}
