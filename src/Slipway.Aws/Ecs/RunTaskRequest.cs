using System.Text.Json;
using System.Text.Json.Serialization;

namespace Slipway.Aws.Ecs;

/// <summary>A launch. Store <see cref="ToUtf8Json"/> before the first send, and re-send exactly that while its fate is unknown.</summary>
public sealed record RunTaskRequest
{
    /// <summary>
    /// Makes re-sending safe: 1 to 64 ASCII characters 33–126. ECS remembers it for 24 hours or until an hour after the ECS task ended,
    /// whichever comes first.
    /// </summary>
    public required string ClientToken { get; init; }

    /// <summary>Cluster name or ARN; <c>default</c> when null.</summary>
    public string? Cluster { get; init; }

    /// <summary><c>family:revision</c> or the ARN.</summary>
    public required string TaskDefinition { get; init; }

    /// <summary>How many, 1 to 10; 1 by default.</summary>
    public int? Count { get; init; }

    /// <summary><c>FARGATE</c>, <c>EC2</c>…; not together with a strategy.</summary>
    public string? LaunchType { get; init; }

    /// <summary>Which capacity providers; not together with a launch type.</summary>
    public IReadOnlyList<CapacityProviderStrategyItem>? CapacityProviderStrategy { get; init; }

    /// <summary>The Fargate platform version; <c>LATEST</c> by default.</summary>
    public string? PlatformVersion { get; init; }

    /// <summary>Subnets and security groups; needed in <c>awsvpc</c> mode.</summary>
    public NetworkConfiguration? NetworkConfiguration { get; init; }

    /// <summary>What this launch changes in the definition.</summary>
    public TaskOverride? Overrides { get; init; }

    /// <summary>At most 128 characters; ListTasks finds ECS tasks by it.</summary>
    public string? StartedBy { get; init; }

    /// <summary>The group; <c>family:NAME</c> by default.</summary>
    public string? Group { get; init; }

    /// <summary><c>TASK_DEFINITION</c> copies the revision's tags; none by default.</summary>
    public string? PropagateTags { get; init; }

    /// <summary>Lets ECS add its own tags.</summary>
    [JsonPropertyName("enableECSManagedTags")]
    public bool? EnableEcsManagedTags { get; init; }

    /// <summary>Turns ECS Exec on.</summary>
    public bool? EnableExecuteCommand { get; init; }

    /// <summary>Tags of the ECS task.</summary>
    public IReadOnlyList<Tag>? Tags { get; init; }

    /// <summary>A reference of the caller's, at most 1,024 characters.</summary>
    public string? ReferenceId { get; init; }

    /// <summary>Restricts the container instances (EC2 only).</summary>
    public IReadOnlyList<PlacementConstraint>? PlacementConstraints { get; init; }

    /// <summary>How container instances are chosen (EC2 only).</summary>
    public IReadOnlyList<PlacementStrategy>? PlacementStrategy { get; init; }

    /// <summary>Volumes configured at launch.</summary>
    public IReadOnlyList<TaskVolumeConfiguration>? VolumeConfigurations { get; init; }

    /// <summary>The request body, the same bytes for the same request.</summary>
    /// <exception cref="ArgumentException"><see cref="ClientToken"/> is missing or not what ECS takes.</exception>
    public ReadOnlyMemory<byte> ToUtf8Json()
    {
        RunTaskBody.CheckClientToken(ClientToken);
        return JsonSerializer.SerializeToUtf8Bytes(this, EcsJson.Default.RunTaskRequest);
    }

    /// <summary>Reads a stored body. To send it again, send the stored bytes: a member that this version does not know is skipped here.</summary>
    /// <exception cref="JsonException">The bytes are no such request.</exception>
    public static RunTaskRequest Parse(ReadOnlySpan<byte> utf8Json) =>
        JsonSerializer.Deserialize(utf8Json, EcsJson.Default.RunTaskRequest) ?? throw new JsonException("A RunTask request is a JSON object, not null.");
}
