namespace Slipway.Aws.Ecs;

/// <summary>A secret that ECS puts into a container's environment.</summary>
public sealed record SecretReference
{
    /// <summary>The environment variable.</summary>
    public required string Name { get; init; }

    /// <summary>ARN or name of the Secrets Manager secret or SSM parameter.</summary>
    public required string ValueFrom { get; init; }
}
