namespace Slipway.Aws.Sts;

/// <summary>Who the credentials belong to.</summary>
/// <param name="Account">The account id, 12 digits.</param>
/// <param name="Arn">The principal's ARN.</param>
/// <param name="UserId">AWS's unique id of the principal.</param>
public sealed record CallerIdentity(string Account, string Arn, string UserId);
