namespace Slipway.Aws.SecretsManager;

/// <summary>Secrets Manager. Thread-safe; keep one for the life of the program.</summary>
public sealed class SecretsManagerClient : ISecrets, IDisposable
{
    private readonly JsonServiceClient _service;

    /// <summary>Makes a client.</summary>
    /// <exception cref="AwsConfigurationException">There is no region, or the profile named does not exist.</exception>
    public SecretsManagerClient(AwsClientOptions options) => _service = new JsonServiceClient(JsonService.SecretsManager, options ?? throw new ArgumentNullException(nameof(options)));

    /// <inheritdoc/>
    public Task<DescribeSecretResponse> DescribeSecretAsync(DescribeSecretRequest request, CancellationToken cancellationToken) =>
        _service.CallAsync(SecretsManagerOperations.DescribeSecret, request, request?.SecretId, cancellationToken);

    /// <inheritdoc/>
    public Task<GetSecretValueResponse> GetSecretValueAsync(GetSecretValueRequest request, CancellationToken cancellationToken) =>
        _service.CallAsync(SecretsManagerOperations.GetSecretValue, request, request?.SecretId, cancellationToken);

    /// <summary>Closes the connections.</summary>
    public void Dispose() => _service.Dispose();
}
