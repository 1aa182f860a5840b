namespace Slipway.Aws.Ecs;

/// <summary>Where the network interface of an ECS task is placed.</summary>
public sealed record AwsVpcConfiguration
{
    /// <summary>Subnet ids, at most 16.</summary>
    public required IReadOnlyList<string> Subnets { get; init; }

    /// <summary>Security group ids, at most 5; the VPC's default group when null.</summary>
    public IReadOnlyList<string>? SecurityGroups { get; init; }

    /// <summary><c>ENABLED</c> or <c>DISABLED</c>.</summary>
    public string? AssignPublicIp { get; init; }
}
