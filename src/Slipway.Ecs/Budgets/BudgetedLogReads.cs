using Slipway.Aws.Logs;

namespace Slipway.Ecs.Budgets;

/// <summary>CloudWatch Logs reads inside the account's budgets.</summary>
/// <param name="inner">What calls AWS.</param>
/// <param name="budgets">The account's budgets in the log group's region.</param>
/// <param name="priority">Who goes first when a budget is short.</param>
public sealed class BudgetedLogReads(ILogReads inner, QuotaBudgets budgets, BudgetPriority priority) : ILogReads
{
    private static readonly QuotaGroup[] Reads = [QuotaGroup.LogEventReads];
    private static readonly QuotaGroup[] Searches = [QuotaGroup.LogEventSearches];
    private static readonly QuotaGroup[] Describes = [QuotaGroup.LogDescribes];

    /// <inheritdoc/>
    public Task<GetLogEventsResponse> GetLogEventsAsync(GetLogEventsRequest request, CancellationToken cancellationToken) =>
        budgets.CallAsync(Reads, priority, token => inner.GetLogEventsAsync(request, token), cancellationToken);

    /// <inheritdoc/>
    public Task<FilterLogEventsResponse> FilterLogEventsAsync(FilterLogEventsRequest request, CancellationToken cancellationToken) =>
        budgets.CallAsync(Searches, priority, token => inner.FilterLogEventsAsync(request, token), cancellationToken);

    /// <inheritdoc/>
    public Task<DescribeLogStreamsResponse> DescribeLogStreamsAsync(DescribeLogStreamsRequest request, CancellationToken cancellationToken) =>
        budgets.CallAsync(Describes, priority, token => inner.DescribeLogStreamsAsync(request, token), cancellationToken);

    /// <inheritdoc/>
    public Task<DescribeLogGroupsResponse> DescribeLogGroupsAsync(DescribeLogGroupsRequest request, CancellationToken cancellationToken) =>
        budgets.CallAsync(Describes, priority, token => inner.DescribeLogGroupsAsync(request, token), cancellationToken);
}
