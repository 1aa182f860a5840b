namespace Slipway.Aws.Ecr;

/// <summary>Logins to ECR registries. Every operation fails with an <see cref="AwsException"/>.</summary>
public interface IEcrAuthorization
{
    /// <summary>Gets a login for container engines.</summary>
    Task<GetAuthorizationTokenResponse> GetAuthorizationTokenAsync(GetAuthorizationTokenRequest request, CancellationToken cancellationToken);
}
