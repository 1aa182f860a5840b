namespace Slipway.Aws.Ecs;

/// <summary>An ECS task as ECS describes it.</summary>
public sealed record EcsTask
{
    /// <summary>Its ARN.</summary>
    public required string TaskArn { get; init; }

    /// <summary>The cluster.</summary>
    public string? ClusterArn { get; init; }

    /// <summary>The revision it runs.</summary>
    public string? TaskDefinitionArn { get; init; }

    /// <summary>Its containers.</summary>
    public IReadOnlyList<EcsContainer> Containers { get; init => field = value ?? []; } = [];

    /// <summary>
    /// <c>PROVISIONING</c>, <c>PENDING</c>, <c>ACTIVATING</c>, <c>RUNNING</c>, <c>DEACTIVATING</c>, <c>STOPPING</c>,
    /// <c>DEPROVISIONING</c> or <c>STOPPED</c>.
    /// </summary>
    public string? LastStatus { get; init; }

    /// <summary><c>RUNNING</c> or <c>STOPPED</c>.</summary>
    public string? DesiredStatus { get; init; }

    /// <summary>Grows with every change: orders and de-duplicates descriptions and events.</summary>
    public long? Version { get; init; }

    /// <summary>What the launch passed as <c>startedBy</c>.</summary>
    public string? StartedBy { get; init; }

    /// <summary>The group, <c>family:NAME</c> unless said otherwise.</summary>
    public string? Group { get; init; }

    /// <summary>
    /// <c>TaskFailedToStart</c>, <c>EssentialContainerExited</c>, <c>UserInitiated</c>, <c>ServiceSchedulerInitiated</c>,
    /// <c>SpotInterruption</c> or <c>TerminationNotice</c>.
    /// </summary>
    public string? StopCode { get; init; }

    /// <summary>Why it stopped, for people.</summary>
    public string? StoppedReason { get; init; }

    /// <summary>When ECS accepted it.</summary>
    public DateTimeOffset? CreatedAt { get; init; }

    /// <summary>When it got its network.</summary>
    public DateTimeOffset? ConnectivityAt { get; init; }

    /// <summary>When pulling began.</summary>
    public DateTimeOffset? PullStartedAt { get; init; }

    /// <summary>When pulling ended.</summary>
    public DateTimeOffset? PullStoppedAt { get; init; }

    /// <summary>When it became RUNNING.</summary>
    public DateTimeOffset? StartedAt { get; init; }

    /// <summary>When it was told to stop.</summary>
    public DateTimeOffset? StoppingAt { get; init; }

    /// <summary>When its containers had stopped.</summary>
    public DateTimeOffset? ExecutionStoppedAt { get; init; }

    /// <summary>When it became STOPPED.</summary>
    public DateTimeOffset? StoppedAt { get; init; }

    /// <summary>CPU units.</summary>
    public string? Cpu { get; init; }

    /// <summary>Memory in MiB.</summary>
    public string? Memory { get; init; }

    /// <summary><c>FARGATE</c>, <c>EC2</c>…</summary>
    public string? LaunchType { get; init; }

    /// <summary>The capacity provider that took it.</summary>
    public string? CapacityProviderName { get; init; }

    /// <summary>The Fargate platform version.</summary>
    public string? PlatformVersion { get; init; }

    /// <summary>The operating system family.</summary>
    public string? PlatformFamily { get; init; }

    /// <summary>Where it runs.</summary>
    public string? AvailabilityZone { get; init; }

    /// <summary><c>CONNECTED</c> or <c>DISCONNECTED</c>.</summary>
    public string? Connectivity { get; init; }

    /// <summary>Health of its essential containers.</summary>
    public string? HealthStatus { get; init; }

    /// <summary>Whether ECS Exec is on.</summary>
    public bool? EnableExecuteCommand { get; init; }

    /// <summary>The EC2 host, if any.</summary>
    public string? ContainerInstanceArn { get; init; }

    /// <summary>What its launch changed in the definition.</summary>
    public TaskOverride? Overrides { get; init; }

    /// <summary>Network interfaces and volumes.</summary>
    public IReadOnlyList<Attachment>? Attachments { get; init; }

    /// <summary>Attributes, such as the CPU architecture.</summary>
    public IReadOnlyList<TaskAttribute>? Attributes { get; init; }

    /// <summary>Scratch space asked for.</summary>
    public EphemeralStorage? EphemeralStorage { get; init; }

    /// <summary>Scratch space that Fargate gave.</summary>
    public TaskEphemeralStorage? FargateEphemeralStorage { get; init; }

    /// <summary>Its tags; only filled when they were asked for.</summary>
    public IReadOnlyList<Tag> Tags { get; init => field = value ?? []; } = [];
}
