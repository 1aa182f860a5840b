using Slipway.LocalEcs.Faults;

namespace Slipway.LocalEcs;

/// <summary>Settings of LocalEcs. Everything that makes it harsher or slower than a laptop needs is off by default.</summary>
public sealed class LocalEcsOptions
{
    /// <summary>The port on loopback. Default 0: that of the last start with this state directory when it is free, else any free one.</summary>
    public int Port { get; init; }

    /// <summary>The directory that keeps the state across restarts. Made when it is not there, for its owner only.</summary>
    public required string StateDirectory { get; init; }

    /// <summary>The region in ARNs and signatures.</summary>
    public string Region { get; init; } = "us-east-1";

    /// <summary>The account in ARNs: twelve digits.</summary>
    public string AccountId { get; init; } = "000000000000";

    /// <summary>What runs the containers. Default: the best that is there, never simulated.</summary>
    public LocalRuntime Runtime { get; init; } = LocalRuntime.Auto;

    /// <summary>The access key that requests are signed with. Null, the default, makes a new one at start.</summary>
    public string? AccessKeyId { get; init; }

    /// <summary>The secret of <see cref="AccessKeyId"/>. Null, the default, makes a new one at start. Both or none.</summary>
    public string? SecretAccessKey { get; init; }

    /// <summary>A JSON file that maps images to local folders and commands, for the process runtime. Null: none.</summary>
    public string? ImagesFile { get; init; }

    /// <summary>The address of a plain OCI registry that answers the ECR look-ups, such as <c>http://localhost:5000</c>. Null: none.</summary>
    public string? RegistryUrl { get; init; }

    /// <summary>A JSON file with one object: <c>valueFrom</c> of a definition's secret → its value. Null: no secret resolves.</summary>
    public string? SecretsFile { get; init; }

    /// <summary>The clusters that are there from the start. Default: <c>default</c>.</summary>
    public IReadOnlyList<string> Clusters { get; init; } = ["default"];

    /// <summary>Extra time that statuses take. Default: none.</summary>
    public StatusDelays StatusDelays { get; init; } = StatusDelays.None;

    /// <summary>How far DescribeTasks and ListTasks lag behind what happened (AWS: eventually consistent). Default: not at all.</summary>
    public TimeSpan VisibilityLag { get; init; }

    /// <summary>How long a registration takes. Two of one family that overlap: the second is refused, as on AWS. Default: no time.</summary>
    public TimeSpan RegistrationLatency { get; init; }

    /// <summary>How long an INACTIVE revision may still be launched. AWS: up to 10 minutes. Default: not at all, the harsher reading.</summary>
    public TimeSpan InactiveGrace { get; init; }

    /// <summary>How long a stopped ECS task is still described. Default, and what AWS promises at least: one hour.</summary>
    public TimeSpan StoppedTaskRetention { get; init; } = TimeSpan.FromHours(1);

    /// <summary>Whether AWS's request rates are enforced with "Rate exceeded". Default: no.</summary>
    public bool Quotas { get; init; }

    /// <summary>Whether every change of an ECS task is put on the queue <c>slipway-task-events</c>, which the SQS operations read. Default: no.</summary>
    public bool TaskEvents { get; init; }

    /// <summary>The faults to inject from the start. Default: none.</summary>
    public FaultPlan Faults { get; init; } = FaultPlan.None;

    /// <summary>The clock. Default: the system's.</summary>
    public TimeProvider TimeProvider { get; init; } = TimeProvider.System;
}
