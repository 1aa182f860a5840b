namespace Slipway.Aws.SecretsManager;

/// <summary>The operations of Secrets Manager that Slipway uses.</summary>
internal static class SecretsManagerOperations
{
    internal static JsonOperation<DescribeSecretRequest, DescribeSecretResponse> DescribeSecret { get; } =
        new(nameof(DescribeSecret), SecretsManagerJson.Default.DescribeSecretRequest, SecretsManagerJson.Default.DescribeSecretResponse);

    internal static JsonOperation<GetSecretValueRequest, GetSecretValueResponse> GetSecretValue { get; } =
        new(nameof(GetSecretValue), SecretsManagerJson.Default.GetSecretValueRequest, SecretsManagerJson.Default.GetSecretValueResponse);
}
