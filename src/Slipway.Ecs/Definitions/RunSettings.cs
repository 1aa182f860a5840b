namespace Slipway.Ecs.Definitions;

/// <summary>
/// What goes with <c>RunTask</c> rather than into the definition: all that may differ from launch to launch without a new revision.
/// </summary>
public sealed record RunSettings
{
    /// <summary>The cluster's name or ARN.</summary>
    public required string Cluster { get; init; }

    /// <summary>The main container's command; null keeps the image's.</summary>
    public IReadOnlyList<string>? Command { get; init; }

    /// <summary>The main container's environment, values included.</summary>
    public IReadOnlyDictionary<string, string> Environment { get; init; } = new Dictionary<string, string>();

    /// <summary>CPU of this run in ECS units (1,024 = one vCPU); null keeps the definition's.</summary>
    public int? CpuUnits { get; init; }

    /// <summary>Memory of this run in MiB; null keeps the definition's.</summary>
    public int? MemoryMiB { get; init; }

    /// <summary>Ephemeral storage of this run in GiB (21 to 200); null keeps the definition's.</summary>
    public int? EphemeralStorageGiB { get; init; }

    /// <summary>The ARN of the role that the container's code acts as; null when it needs none.</summary>
    public string? TaskRoleArn { get; init; }

    /// <summary>The subnets to try together (awsvpc; at most 16).</summary>
    public IReadOnlyList<string> Subnets { get; init; } = [];

    /// <summary>The security groups (at most 5); empty means the VPC's default group.</summary>
    public IReadOnlyList<string> SecurityGroups { get; init; } = [];

    /// <summary>Whether the ECS task gets a public address.</summary>
    public bool AssignPublicIp { get; init; }

    /// <summary>
    /// Where to run, in order of preference; each further entry is tried when AWS definitively refuses the one before for want of capacity.
    /// </summary>
    public IReadOnlyList<CapacityChoice> Capacity { get; init; } = [CapacityChoice.Fargate];

    /// <summary>The Fargate platform version; null means LATEST.</summary>
    public string? PlatformVersion { get; init; }

    /// <summary>Whether <c>ecs execute-command</c> may open a shell in the container.</summary>
    public bool EnableExecuteCommand { get; init; }

    /// <summary>The user's tags for the ECS task.</summary>
    public IReadOnlyDictionary<string, string> Tags { get; init; } = new Dictionary<string, string>();

    /// <summary>The log group, stream prefix and mode of the main container; null when it does not log to CloudWatch.</summary>
    public LogDestination? Logs { get; init; }
}
