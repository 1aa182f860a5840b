using System.Text.Json;
using System.Text.Json.Serialization;

namespace Slipway.LocalEcs.Tasks;

/// <summary>An ECS task as ECS describes it, member by member. Never changed: each change makes the next version.</summary>
/// <remarks>documented: https://docs.aws.amazon.com/AmazonECS/latest/APIReference/API_Task.html</remarks>
internal sealed record EcsTask
{
    public IReadOnlyList<TaskAttachment> Attachments { get; init; } = [];

    public IReadOnlyList<TaskAttribute> Attributes { get; init; } = [];

    public required string AvailabilityZone { get; init; }

    public string? CapacityProviderName { get; init; }

    public required string ClusterArn { get; init; }

    public string? Connectivity { get; init; }

    public DateTimeOffset? ConnectivityAt { get; init; }

    public required IReadOnlyList<TaskContainer> Containers { get; init; }

    public required string Cpu { get; init; }

    public required DateTimeOffset CreatedAt { get; init; }

    public required string DesiredStatus { get; init; }

    public bool EnableExecuteCommand { get; init; }

    public required TaskStorage EphemeralStorage { get; init; }

    public DateTimeOffset? ExecutionStoppedAt { get; init; }

    public required TaskStorage FargateEphemeralStorage { get; init; }

    public required string Group { get; init; }

    public string HealthStatus { get; init; } = "UNKNOWN";

    public required string LastStatus { get; init; }

    public required string LaunchType { get; init; }

    public required string Memory { get; init; }

    public JsonElement Overrides { get; init; }

    public required string PlatformFamily { get; init; }

    public required string PlatformVersion { get; init; }

    public DateTimeOffset? PullStartedAt { get; init; }

    public DateTimeOffset? PullStoppedAt { get; init; }

    public DateTimeOffset? StartedAt { get; init; }

    public string? StartedBy { get; init; }

    public string? StopCode { get; init; }

    public DateTimeOffset? StoppedAt { get; init; }

    public string? StoppedReason { get; init; }

    public DateTimeOffset? StoppingAt { get; init; }

    public JsonElement Tags { get; init; }

    public required string TaskArn { get; init; }

    public required string TaskDefinitionArn { get; init; }

    public long Version { get; init; } = 1;

    /// <summary>The last part of the ARN.</summary>
    [JsonIgnore]
    public string Id => TaskArn[(TaskArn.LastIndexOf('/') + 1)..];

    /// <summary>The cluster's name.</summary>
    [JsonIgnore]
    public string Cluster => ClusterArn[(ClusterArn.LastIndexOf('/') + 1)..];

    /// <summary>The definition's family.</summary>
    [JsonIgnore]
    public string Family => TaskDefinitionArn[(TaskDefinitionArn.LastIndexOf('/') + 1)..TaskDefinitionArn.LastIndexOf(':')];

    /// <summary>The end of an ECS task that LocalEcs cannot carry on. It keeps the stop code that it has.</summary>
    public EcsTask Abandoned(string why, DateTimeOffset at) => this with
    {
        DesiredStatus = TaskStatuses.Stopped,
        LastStatus = TaskStatuses.Stopped,
        StopCode = StopCode ?? StopCodes.TaskFailedToStart,
        StoppedReason = StoppedReason ?? $"LocalEcs could not carry the ECS task on: {why}",
        StoppingAt = StoppingAt ?? at,
        StoppedAt = at,
        Containers = [.. Containers.Select(container => container with { LastStatus = TaskStatuses.Stopped })],
    };

    /// <summary>Whether it has ended.</summary>
    [JsonIgnore]
    public bool IsStopped => LastStatus is TaskStatuses.Stopped;
}
