using Slipway.LocalEcs.Protocol;

namespace Slipway.LocalEcs.Images;

/// <summary>The request shapes of ECR's operations that LocalEcs answers.</summary>
internal static class EcrShapes
{
    /// <summary>The shapes. documented: https://docs.aws.amazon.com/AmazonECR/latest/APIReference/API_Operations.html</summary>
    public static ServiceShapes Shapes { get; } = ServiceShapes.Parse("""
        ImageIdentifier { imageDigest: string, imageTag: string }
        DescribeImagesFilter { tagStatus: string, imageStatus: string }
        ListImagesFilter { tagStatus: string, imageStatus: string }
        DescribeRepositoriesRequest { registryId: string, repositoryNames: [string], nextToken: string, maxResults: int }
        DescribeImagesRequest { registryId: string, repositoryName!: string, imageIds: [ImageIdentifier], nextToken: string, maxResults: int, filter: DescribeImagesFilter }
        ListImagesRequest { registryId: string, repositoryName!: string, nextToken: string, maxResults: int, filter: ListImagesFilter }
        BatchGetImageRequest { registryId: string, repositoryName!: string, imageIds!: [ImageIdentifier], acceptedMediaTypes: [string] }
        GetAuthorizationTokenRequest { registryIds: [string] }
        """);
}
