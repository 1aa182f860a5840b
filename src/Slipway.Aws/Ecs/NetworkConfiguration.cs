namespace Slipway.Aws.Ecs;

/// <summary>The network of an ECS task in <c>awsvpc</c> mode.</summary>
public sealed record NetworkConfiguration
{
    /// <summary>Subnets and security groups.</summary>
    public AwsVpcConfiguration? AwsvpcConfiguration { get; init; }
}
