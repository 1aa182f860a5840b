namespace Slipway.Aws.Logs;

/// <summary>Nothing: the policy is set.</summary>
public sealed record PutRetentionPolicyResponse;
