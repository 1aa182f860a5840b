namespace Slipway.Aws.Ecs;

/// <summary>ECS clusters. Every operation fails with an <see cref="AwsException"/>.</summary>
public interface IClusters
{
    /// <summary>Describes clusters.</summary>
    Task<DescribeClustersResponse> DescribeClustersAsync(DescribeClustersRequest request, CancellationToken cancellationToken);

    /// <summary>Lists clusters, a page at a time.</summary>
    Task<ListClustersResponse> ListClustersAsync(ListClustersRequest request, CancellationToken cancellationToken);

    /// <summary>Creates a cluster, or returns the one of that name.</summary>
    Task<CreateClusterResponse> CreateClusterAsync(CreateClusterRequest request, CancellationToken cancellationToken);
}
