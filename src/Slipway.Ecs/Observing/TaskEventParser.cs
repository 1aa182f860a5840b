using System.Globalization;
using System.Text.Json;
using Slipway.Aws.Ecs;

namespace Slipway.Ecs.Observing;

/// <summary>
/// Reads EventBridge's "ECS Task State Change" events. Their detail is a DescribeTasks answer whose times are ISO 8601 texts.
/// Source: "Amazon ECS task state change events", Amazon ECS Developer Guide.
/// </summary>
internal static class TaskEventParser
{
    /// <summary>The ECS task in an event; null for anything else that a queue may hold.</summary>
    internal static EcsTask? Parse(string? body)
    {
        if (string.IsNullOrEmpty(body))
            return null;
        try
        {
            using var document = JsonDocument.Parse(body);
            var root = document.RootElement;
            return root.ValueKind == JsonValueKind.Object
                && Text(root, "source") == "aws.ecs"
                && Text(root, "detail-type") == "ECS Task State Change"
                && root.TryGetProperty("detail", out var detail)
                && Text(detail, "taskArn") is { } arn
                ? Read(arn, detail)
                : null;
        }
        catch (JsonException)
        {
            return null;
        }
    }

    private static EcsTask Read(string arn, JsonElement detail) => new()
    {
        TaskArn = arn,
        ClusterArn = Text(detail, "clusterArn"),
        TaskDefinitionArn = Text(detail, "taskDefinitionArn"),
        LastStatus = Text(detail, "lastStatus"),
        DesiredStatus = Text(detail, "desiredStatus"),
        Version = detail.TryGetProperty("version", out var version) && version.TryGetInt64(out var number) ? number : null,
        StartedBy = Text(detail, "startedBy"),
        Group = Text(detail, "group"),
        StopCode = Text(detail, "stopCode"),
        StoppedReason = Text(detail, "stoppedReason"),
        CreatedAt = Time(detail, "createdAt"),
        ConnectivityAt = Time(detail, "connectivityAt"),
        PullStartedAt = Time(detail, "pullStartedAt"),
        PullStoppedAt = Time(detail, "pullStoppedAt"),
        StartedAt = Time(detail, "startedAt"),
        StoppingAt = Time(detail, "stoppingAt"),
        ExecutionStoppedAt = Time(detail, "executionStoppedAt"),
        StoppedAt = Time(detail, "stoppedAt"),
        Cpu = Text(detail, "cpu"),
        Memory = Text(detail, "memory"),
        LaunchType = Text(detail, "launchType"),
        CapacityProviderName = Text(detail, "capacityProviderName"),
        PlatformVersion = Text(detail, "platformVersion"),
        AvailabilityZone = Text(detail, "availabilityZone"),
        Attachments = detail.TryGetProperty("attachments", out var attachments) && attachments.ValueKind == JsonValueKind.Array
            ? [.. attachments.EnumerateArray().Select(ReadAttachment)]
            : null,
        Containers = detail.TryGetProperty("containers", out var containers) && containers.ValueKind == JsonValueKind.Array
            ? [.. containers.EnumerateArray().Select(ReadContainer)]
            : [],
    };

    private static Attachment ReadAttachment(JsonElement attachment) => new()
    {
        Id = Text(attachment, "id"),
        Type = Text(attachment, "type"),
        Status = Text(attachment, "status"),
        Details = attachment.TryGetProperty("details", out var details) && details.ValueKind == JsonValueKind.Array
            ? [.. details.EnumerateArray().Select(detail => new NameValue { Name = Text(detail, "name"), Value = Text(detail, "value") })]
            : null,
    };

    private static EcsContainer ReadContainer(JsonElement container) => new()
    {
        ContainerArn = Text(container, "containerArn"),
        TaskArn = Text(container, "taskArn"),
        Name = Text(container, "name"),
        Image = Text(container, "image"),
        ImageDigest = Text(container, "imageDigest"),
        RuntimeId = Text(container, "runtimeId"),
        LastStatus = Text(container, "lastStatus"),
        Reason = Text(container, "reason"),
        ExitCode = container.TryGetProperty("exitCode", out var code) && code.TryGetInt32(out var number) ? number : null,
        Cpu = Text(container, "cpu"),
        Memory = Text(container, "memory"),
    };

    private static string? Text(JsonElement element, string name) =>
        element.ValueKind == JsonValueKind.Object && element.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.String ? value.GetString() : null;

    private static DateTimeOffset? Time(JsonElement element, string name) =>
        Text(element, name) is { } text && DateTimeOffset.TryParse(text, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal, out var time)
            ? time
            : null;
}
