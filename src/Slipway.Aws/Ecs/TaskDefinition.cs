using System.Text.Json.Nodes;
using System.Text.Json.Serialization;

namespace Slipway.Aws.Ecs;

/// <summary>A registered task definition revision: the members that Slipway reads, and everything else in <see cref="Raw"/>.</summary>
public sealed record TaskDefinition
{
    /// <summary>The revision's ARN, ending in <c>family:revision</c>.</summary>
    public required string TaskDefinitionArn { get; init; }

    /// <summary>The family.</summary>
    public string? Family { get; init; }

    /// <summary>The number within the family; it never restarts.</summary>
    public int? Revision { get; init; }

    /// <summary><c>ACTIVE</c>, <c>INACTIVE</c> or <c>DELETE_IN_PROGRESS</c>.</summary>
    public string? Status { get; init; }

    /// <summary>The containers.</summary>
    public IReadOnlyList<ContainerDefinition> ContainerDefinitions { get; init => field = value ?? []; } = [];

    /// <summary>The role of the code inside.</summary>
    public string? TaskRoleArn { get; init; }

    /// <summary>The role with which ECS pulls images, reads secrets and writes logs.</summary>
    public string? ExecutionRoleArn { get; init; }

    /// <summary><c>awsvpc</c> on Fargate.</summary>
    public string? NetworkMode { get; init; }

    /// <summary>Task CPU units.</summary>
    public string? Cpu { get; init; }

    /// <summary>Task memory in MiB.</summary>
    public string? Memory { get; init; }

    /// <summary>Scratch space.</summary>
    public EphemeralStorage? EphemeralStorage { get; init; }

    /// <summary>Architecture and operating system.</summary>
    public RuntimePlatform? RuntimePlatform { get; init; }

    /// <summary>Launch types that this definition passes for.</summary>
    public IReadOnlyList<string>? Compatibilities { get; init; }

    /// <summary>Launch types it was validated for.</summary>
    public IReadOnlyList<string>? RequiresCompatibilities { get; init; }

    /// <summary>When it was registered.</summary>
    public DateTimeOffset? RegisteredAt { get; init; }

    /// <summary>The principal that registered it.</summary>
    public string? RegisteredBy { get; init; }

    /// <summary>When it was deregistered.</summary>
    public DateTimeOffset? DeregisteredAt { get; init; }

    /// <summary>When its deletion was asked for.</summary>
    public DateTimeOffset? DeleteRequestedAt { get; init; }

    /// <summary>Everything that AWS returned about this revision, with the defaults it added.</summary>
    [JsonIgnore]
    public JsonObject Raw { get; init; } = [];
}
