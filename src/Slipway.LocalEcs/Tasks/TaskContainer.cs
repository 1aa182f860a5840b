namespace Slipway.LocalEcs.Tasks;

/// <summary>A container of an ECS task as ECS describes it.</summary>
/// <remarks>documented: https://docs.aws.amazon.com/AmazonECS/latest/APIReference/API_Container.html</remarks>
internal sealed record TaskContainer
{
    public required string ContainerArn { get; init; }

    public required string TaskArn { get; init; }

    public required string Name { get; init; }

    public required string Image { get; init; }

    public string? ImageDigest { get; init; }

    public string? RuntimeId { get; init; }

    public required string LastStatus { get; init; }

    public int? ExitCode { get; init; }

    public string? Reason { get; init; }

    public IReadOnlyList<NetworkBinding> NetworkBindings { get; init; } = [];

    public IReadOnlyList<TaskNetworkInterface> NetworkInterfaces { get; init; } = [];

    public string? HealthStatus { get; init; }

    public required string Cpu { get; init; }

    public string? Memory { get; init; }

    public string? MemoryReservation { get; init; }
}
