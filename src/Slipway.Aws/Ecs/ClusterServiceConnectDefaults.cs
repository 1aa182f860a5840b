namespace Slipway.Aws.Ecs;

/// <summary>The default Service Connect namespace of a cluster.</summary>
public sealed record ClusterServiceConnectDefaults
{
    /// <summary>Name or ARN of the namespace.</summary>
    public required string Namespace { get; init; }
}
