namespace Slipway.Aws.Ecr;

/// <summary>Amazon ECR. Thread-safe; keep one for the life of the program.</summary>
public sealed class EcrClient : IEcrImages, IEcrAuthorization, IDisposable
{
    private readonly JsonServiceClient _service;

    /// <summary>Makes a client.</summary>
    /// <exception cref="AwsConfigurationException">There is no region, or the profile named does not exist.</exception>
    public EcrClient(AwsClientOptions options) => _service = new JsonServiceClient(JsonService.Ecr, options ?? throw new ArgumentNullException(nameof(options)));

    /// <inheritdoc/>
    public Task<DescribeImagesResponse> DescribeImagesAsync(DescribeImagesRequest request, CancellationToken cancellationToken) =>
        _service.CallAsync(EcrOperations.DescribeImages, request, request?.RepositoryName, cancellationToken);

    /// <inheritdoc/>
    public Task<ListImagesResponse> ListImagesAsync(ListImagesRequest request, CancellationToken cancellationToken) =>
        _service.CallAsync(EcrOperations.ListImages, request, request?.RepositoryName, cancellationToken);

    /// <inheritdoc/>
    public Task<BatchGetImageResponse> BatchGetImageAsync(BatchGetImageRequest request, CancellationToken cancellationToken) =>
        _service.CallAsync(EcrOperations.BatchGetImage, request, request?.RepositoryName, cancellationToken);

    /// <inheritdoc/>
    public Task<DescribeRepositoriesResponse> DescribeRepositoriesAsync(DescribeRepositoriesRequest request, CancellationToken cancellationToken) =>
        _service.CallAsync(EcrOperations.DescribeRepositories, request, Names.Of(request?.RepositoryNames), cancellationToken);

    /// <inheritdoc/>
    public Task<GetAuthorizationTokenResponse> GetAuthorizationTokenAsync(GetAuthorizationTokenRequest request, CancellationToken cancellationToken) =>
        _service.CallAsync(EcrOperations.GetAuthorizationToken, request, null, cancellationToken);

    /// <summary>Closes the connections.</summary>
    public void Dispose() => _service.Dispose();
}
