namespace Slipway.Aws.Ecs;

/// <summary>Task definition revisions. Every operation fails with an <see cref="AwsException"/>.</summary>
public interface ITaskDefinitions
{
    /// <summary>
    /// Registers a new revision. AWS gives this operation no idempotency token: when <see cref="AwsException.FateUnknown"/> is set, a
    /// revision may exist; it is never re-sent then.
    /// </summary>
    Task<RegisterTaskDefinitionResponse> RegisterTaskDefinitionAsync(RegisterTaskDefinitionRequest request, CancellationToken cancellationToken);

    /// <summary>Makes a revision INACTIVE; running ECS tasks keep it.</summary>
    Task<DeregisterTaskDefinitionResponse> DeregisterTaskDefinitionAsync(DeregisterTaskDefinitionRequest request, CancellationToken cancellationToken);

    /// <summary>Deletes at most 10 INACTIVE revisions.</summary>
    Task<DeleteTaskDefinitionsResponse> DeleteTaskDefinitionsAsync(DeleteTaskDefinitionsRequest request, CancellationToken cancellationToken);

    /// <summary>Reads a revision.</summary>
    Task<DescribeTaskDefinitionResponse> DescribeTaskDefinitionAsync(DescribeTaskDefinitionRequest request, CancellationToken cancellationToken);

    /// <summary>Lists revisions, a page at a time.</summary>
    Task<ListTaskDefinitionsResponse> ListTaskDefinitionsAsync(ListTaskDefinitionsRequest request, CancellationToken cancellationToken);

    /// <summary>Lists families, a page at a time.</summary>
    Task<ListTaskDefinitionFamiliesResponse> ListTaskDefinitionFamiliesAsync(ListTaskDefinitionFamiliesRequest request, CancellationToken cancellationToken);
}
