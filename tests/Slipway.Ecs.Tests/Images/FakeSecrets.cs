using Slipway.Aws.SecretsManager;

namespace Slipway.Ecs.Tests.Images;

internal sealed class FakeSecrets(string? value = null) : ISecrets
{
    public List<string> Asked { get; } = [];

    public Task<DescribeSecretResponse> DescribeSecretAsync(DescribeSecretRequest request, CancellationToken cancellationToken) => throw new NotSupportedException();

    public Task<GetSecretValueResponse> GetSecretValueAsync(GetSecretValueRequest request, CancellationToken cancellationToken)
    {
        Asked.Add(request.SecretId);
        return Task.FromResult(new GetSecretValueResponse { SecretString = value });
    }
}
