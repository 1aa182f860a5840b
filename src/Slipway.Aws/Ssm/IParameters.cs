namespace Slipway.Aws.Ssm;

/// <summary>SSM parameters. Every operation fails with an <see cref="AwsException"/>.</summary>
public interface IParameters
{
    /// <summary>Reads a parameter.</summary>
    Task<GetParameterResponse> GetParameterAsync(GetParameterRequest request, CancellationToken cancellationToken);

    /// <summary>Reads at most 10 parameters.</summary>
    Task<GetParametersResponse> GetParametersAsync(GetParametersRequest request, CancellationToken cancellationToken);
}
