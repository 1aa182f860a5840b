namespace Slipway.Aws.Sts;

/// <summary>Says who is calling. Needs no IAM permission.</summary>
public interface ICallerIdentity
{
    /// <summary>Asks STS whose credentials these are. Fails with an <see cref="AwsException"/>.</summary>
    Task<CallerIdentity> GetCallerIdentityAsync(CancellationToken cancellationToken);
}
