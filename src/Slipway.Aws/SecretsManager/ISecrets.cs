namespace Slipway.Aws.SecretsManager;

/// <summary>Secrets Manager. Every operation fails with an <see cref="AwsException"/>.</summary>
public interface ISecrets
{
    /// <summary>Reads what is known about a secret, never its value.</summary>
    Task<DescribeSecretResponse> DescribeSecretAsync(DescribeSecretRequest request, CancellationToken cancellationToken);

    /// <summary>Reads a secret.</summary>
    Task<GetSecretValueResponse> GetSecretValueAsync(GetSecretValueRequest request, CancellationToken cancellationToken);
}
