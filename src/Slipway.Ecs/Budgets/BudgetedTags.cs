using Slipway.Aws.Ecs;

namespace Slipway.Ecs.Budgets;

/// <summary>Tag calls inside the account's budgets.</summary>
/// <param name="inner">What calls AWS.</param>
/// <param name="budgets">The account's budgets in this region.</param>
/// <param name="priority">Who goes first when a budget is short.</param>
public sealed class BudgetedTags(ITags inner, QuotaBudgets budgets, BudgetPriority priority) : ITags
{
    private static readonly QuotaGroup[] Tagging = [QuotaGroup.Tagging];
    private static readonly QuotaGroup[] Reads = [QuotaGroup.DefinitionReads];

    /// <inheritdoc/>
    public Task<TagResourceResponse> TagResourceAsync(TagResourceRequest request, CancellationToken cancellationToken) =>
        budgets.CallAsync(Tagging, priority, token => inner.TagResourceAsync(request, token), cancellationToken);

    /// <inheritdoc/>
    public Task<UntagResourceResponse> UntagResourceAsync(UntagResourceRequest request, CancellationToken cancellationToken) =>
        budgets.CallAsync(Tagging, priority, token => inner.UntagResourceAsync(request, token), cancellationToken);

    /// <inheritdoc/>
    public Task<ListTagsForResourceResponse> ListTagsForResourceAsync(ListTagsForResourceRequest request, CancellationToken cancellationToken) =>
        budgets.CallAsync(Reads, priority, token => inner.ListTagsForResourceAsync(request, token), cancellationToken);
}
