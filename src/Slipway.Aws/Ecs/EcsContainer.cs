using System.Text.Json.Serialization;

namespace Slipway.Aws.Ecs;

/// <summary>A container of an ECS task.</summary>
public sealed record EcsContainer
{
    /// <summary>Its ARN.</summary>
    public string? ContainerArn { get; init; }

    /// <summary>The ECS task's ARN.</summary>
    public string? TaskArn { get; init; }

    /// <summary>Its name in the definition.</summary>
    public string? Name { get; init; }

    /// <summary>The image.</summary>
    public string? Image { get; init; }

    /// <summary>The digest that was pulled.</summary>
    public string? ImageDigest { get; init; }

    /// <summary>The container runtime's id.</summary>
    public string? RuntimeId { get; init; }

    /// <summary><c>PENDING</c>, <c>RUNNING</c> or <c>STOPPED</c>.</summary>
    public string? LastStatus { get; init; }

    /// <summary>The exit code. Null while it runs, and when it never started: null does not mean success.</summary>
    public int? ExitCode { get; init; }

    /// <summary>Why it failed or stopped, for people.</summary>
    public string? Reason { get; init; }

    /// <summary>Ports on the host.</summary>
    public IReadOnlyList<NetworkBinding>? NetworkBindings { get; init; }

    /// <summary>Network interfaces.</summary>
    public IReadOnlyList<NetworkInterface>? NetworkInterfaces { get; init; }

    /// <summary><c>HEALTHY</c>, <c>UNHEALTHY</c> or <c>UNKNOWN</c>.</summary>
    public string? HealthStatus { get; init; }

    /// <summary>CPU units.</summary>
    [JsonConverter(typeof(TextOrNumberConverter))]
    public string? Cpu { get; init; }

    /// <summary>Hard memory limit in MiB.</summary>
    [JsonConverter(typeof(TextOrNumberConverter))]
    public string? Memory { get; init; }

    /// <summary>Soft memory limit in MiB.</summary>
    [JsonConverter(typeof(TextOrNumberConverter))]
    public string? MemoryReservation { get; init; }
}
