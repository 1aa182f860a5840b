namespace Slipway.Aws.Ssm;

/// <summary>SSM Parameter Store. Thread-safe; keep one for the life of the program.</summary>
public sealed class SsmClient : IParameters, IDisposable
{
    private readonly JsonServiceClient _service;

    /// <summary>Makes a client.</summary>
    /// <exception cref="AwsConfigurationException">There is no region, or the profile named does not exist.</exception>
    public SsmClient(AwsClientOptions options) => _service = new JsonServiceClient(JsonService.Ssm, options ?? throw new ArgumentNullException(nameof(options)));

    /// <inheritdoc/>
    public Task<GetParameterResponse> GetParameterAsync(GetParameterRequest request, CancellationToken cancellationToken) =>
        _service.CallAsync(SsmOperations.GetParameter, request, request?.Name, cancellationToken);

    /// <inheritdoc/>
    public Task<GetParametersResponse> GetParametersAsync(GetParametersRequest request, CancellationToken cancellationToken) =>
        _service.CallAsync(SsmOperations.GetParameters, request, Names.Of(request?.Names), cancellationToken);

    /// <summary>Closes the connections.</summary>
    public void Dispose() => _service.Dispose();
}
