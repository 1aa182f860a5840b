namespace Slipway.LocalEcs;

/// <summary>How long an ECS task stays in each status besides the time its work really takes. All zero by default: a laptop need not wait.</summary>
public sealed record StatusDelays
{
    /// <summary>Time in PROVISIONING (on AWS: attaching the network interface).</summary>
    public TimeSpan Provisioning { get; init; }

    /// <summary>Time added to the pull of the images, in PENDING.</summary>
    public TimeSpan Pulling { get; init; }

    /// <summary>Time in ACTIVATING.</summary>
    public TimeSpan Activating { get; init; }

    /// <summary>Time in DEACTIVATING.</summary>
    public TimeSpan Deactivating { get; init; }

    /// <summary>Time in DEPROVISIONING (on AWS: detaching the network interface).</summary>
    public TimeSpan Deprovisioning { get; init; }

    /// <summary>No time besides the work itself.</summary>
    public static StatusDelays None { get; } = new();

    /// <summary>About what Fargate takes: 12 s of provisioning, 20 s of pull, 10 s of deprovisioning.</summary>
    public static StatusDelays LikeFargate { get; } = new()
    {
        Provisioning = TimeSpan.FromSeconds(12),
        Pulling = TimeSpan.FromSeconds(20),
        Activating = TimeSpan.FromSeconds(1),
        Deactivating = TimeSpan.FromSeconds(1),
        Deprovisioning = TimeSpan.FromSeconds(10),
    };
}
