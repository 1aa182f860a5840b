using Slipway.Core.Regions;

namespace Slipway.Ecs.Definitions;

/// <summary>Where a definition is bound: what short names of roles and secrets stand for.</summary>
public sealed record BindingEnvironment
{
    /// <summary>The twelve digits of the account.</summary>
    public required string Account { get; init; }

    /// <summary>The region.</summary>
    public required string Region { get; init; }

    /// <summary>The cluster's name or ARN.</summary>
    public required string Cluster { get; init; }

    /// <summary>The registry of images that name none; null means Docker Hub.</summary>
    public string? DefaultRegistry { get; init; }

    /// <summary>The region's partition, such as <c>aws</c>.</summary>
    public string Partition => AwsPartition.OfRegion(Region);
}
