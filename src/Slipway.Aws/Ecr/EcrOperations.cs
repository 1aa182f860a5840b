namespace Slipway.Aws.Ecr;

/// <summary>The operations of Amazon ECR that Slipway uses.</summary>
internal static class EcrOperations
{
    internal static JsonOperation<DescribeImagesRequest, DescribeImagesResponse> DescribeImages { get; } =
        new(nameof(DescribeImages), EcrJson.Default.DescribeImagesRequest, EcrJson.Default.DescribeImagesResponse);

    internal static JsonOperation<ListImagesRequest, ListImagesResponse> ListImages { get; } =
        new(nameof(ListImages), EcrJson.Default.ListImagesRequest, EcrJson.Default.ListImagesResponse);

    internal static JsonOperation<BatchGetImageRequest, BatchGetImageResponse> BatchGetImage { get; } =
        new(nameof(BatchGetImage), EcrJson.Default.BatchGetImageRequest, EcrJson.Default.BatchGetImageResponse);

    internal static JsonOperation<DescribeRepositoriesRequest, DescribeRepositoriesResponse> DescribeRepositories { get; } =
        new(nameof(DescribeRepositories), EcrJson.Default.DescribeRepositoriesRequest, EcrJson.Default.DescribeRepositoriesResponse);

    internal static JsonOperation<GetAuthorizationTokenRequest, GetAuthorizationTokenResponse> GetAuthorizationToken { get; } =
        new(nameof(GetAuthorizationToken), EcrJson.Default.GetAuthorizationTokenRequest, EcrJson.Default.GetAuthorizationTokenResponse);
}
