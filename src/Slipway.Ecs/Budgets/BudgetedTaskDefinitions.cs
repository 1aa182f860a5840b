using Slipway.Aws.Ecs;

namespace Slipway.Ecs.Budgets;

/// <summary>Task definition calls inside the account's budgets.</summary>
/// <param name="inner">What calls AWS.</param>
/// <param name="budgets">The account's budgets in this region.</param>
/// <param name="priority">Who goes first when a budget is short.</param>
public sealed class BudgetedTaskDefinitions(ITaskDefinitions inner, QuotaBudgets budgets, BudgetPriority priority) : ITaskDefinitions
{
    private static readonly QuotaGroup[] Writes = [QuotaGroup.DefinitionWrites];
    private static readonly QuotaGroup[] Deletes = [QuotaGroup.DefinitionDeletes];
    private static readonly QuotaGroup[] Reads = [QuotaGroup.DefinitionReads];

    /// <inheritdoc/>
    public Task<RegisterTaskDefinitionResponse> RegisterTaskDefinitionAsync(RegisterTaskDefinitionRequest request, CancellationToken cancellationToken) =>
        budgets.CallAsync(Writes, priority, token => inner.RegisterTaskDefinitionAsync(request, token), cancellationToken);

    /// <inheritdoc/>
    public Task<DeregisterTaskDefinitionResponse> DeregisterTaskDefinitionAsync(DeregisterTaskDefinitionRequest request, CancellationToken cancellationToken) =>
        budgets.CallAsync(Writes, priority, token => inner.DeregisterTaskDefinitionAsync(request, token), cancellationToken);

    /// <inheritdoc/>
    public Task<DeleteTaskDefinitionsResponse> DeleteTaskDefinitionsAsync(DeleteTaskDefinitionsRequest request, CancellationToken cancellationToken) =>
        budgets.CallAsync(Deletes, priority, token => inner.DeleteTaskDefinitionsAsync(request, token), cancellationToken);

    /// <inheritdoc/>
    public Task<DescribeTaskDefinitionResponse> DescribeTaskDefinitionAsync(DescribeTaskDefinitionRequest request, CancellationToken cancellationToken) =>
        budgets.CallAsync(Reads, priority, token => inner.DescribeTaskDefinitionAsync(request, token), cancellationToken);

    /// <inheritdoc/>
    public Task<ListTaskDefinitionsResponse> ListTaskDefinitionsAsync(ListTaskDefinitionsRequest request, CancellationToken cancellationToken) =>
        budgets.CallAsync(Reads, priority, token => inner.ListTaskDefinitionsAsync(request, token), cancellationToken);

    /// <inheritdoc/>
    public Task<ListTaskDefinitionFamiliesResponse> ListTaskDefinitionFamiliesAsync(
        ListTaskDefinitionFamiliesRequest request,
        CancellationToken cancellationToken) =>
        budgets.CallAsync(Reads, priority, token => inner.ListTaskDefinitionFamiliesAsync(request, token), cancellationToken);
}
