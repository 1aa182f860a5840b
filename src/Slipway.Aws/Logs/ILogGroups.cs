namespace Slipway.Aws.Logs;

/// <summary>Makes CloudWatch log groups. Every operation fails with an <see cref="AwsException"/>.</summary>
public interface ILogGroups
{
    /// <summary>Makes a log group; an existing one is an <see cref="AwsConflictException"/>.</summary>
    Task<CreateLogGroupResponse> CreateLogGroupAsync(CreateLogGroupRequest request, CancellationToken cancellationToken);

    /// <summary>Says how long events are kept.</summary>
    Task<PutRetentionPolicyResponse> PutRetentionPolicyAsync(PutRetentionPolicyRequest request, CancellationToken cancellationToken);
}
