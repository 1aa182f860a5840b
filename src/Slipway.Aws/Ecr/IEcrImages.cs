namespace Slipway.Aws.Ecr;

/// <summary>Images and repositories of ECR registries. Every operation fails with an <see cref="AwsException"/>.</summary>
public interface IEcrImages
{
    /// <summary>Describes images, a page at a time.</summary>
    Task<DescribeImagesResponse> DescribeImagesAsync(DescribeImagesRequest request, CancellationToken cancellationToken);

    /// <summary>Lists images, a page at a time.</summary>
    Task<ListImagesResponse> ListImagesAsync(ListImagesRequest request, CancellationToken cancellationToken);

    /// <summary>Reads at most 100 manifests.</summary>
    Task<BatchGetImageResponse> BatchGetImageAsync(BatchGetImageRequest request, CancellationToken cancellationToken);

    /// <summary>Describes repositories, a page at a time.</summary>
    Task<DescribeRepositoriesResponse> DescribeRepositoriesAsync(DescribeRepositoriesRequest request, CancellationToken cancellationToken);
}
