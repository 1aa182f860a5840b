using Slipway.Aws.Ecs;

namespace Slipway.Ecs.Budgets;

/// <summary>ECS task calls inside the account's budgets, Fargate's launch rates included.</summary>
/// <param name="inner">What calls AWS.</param>
/// <param name="budgets">The account's budgets in this region.</param>
/// <param name="priority">Who goes first when a budget is short.</param>
public sealed class BudgetedEcsTasks(IEcsTasks inner, QuotaBudgets budgets, BudgetPriority priority) : IEcsTasks
{
    private static readonly QuotaGroup[] Actions = [QuotaGroup.TaskActions];
    private static readonly QuotaGroup[] OnDemand = [QuotaGroup.FargateOnDemandLaunches, QuotaGroup.FargateRunTask, QuotaGroup.TaskActions];
    private static readonly QuotaGroup[] Spot = [QuotaGroup.FargateSpotLaunches, QuotaGroup.FargateRunTask, QuotaGroup.TaskActions];
    private static readonly QuotaGroup[] Reads = [QuotaGroup.TaskReads];

    /// <inheritdoc/>
    public Task<RunTaskResponse> RunTaskAsync(RunTaskRequest request, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(request);
        return budgets.CallAsync(GroupsOf(request), priority, token => inner.RunTaskAsync(request, token), cancellationToken);
    }

    /// <inheritdoc/>
    public Task<RunTaskResponse> RunTaskAsync(ReadOnlyMemory<byte> storedBody, CancellationToken cancellationToken) =>
        RunTaskAsync(storedBody, beforeEachSend: null, cancellationToken);

    /// <inheritdoc/>
    public Task<StopTaskResponse> StopTaskAsync(StopTaskRequest request, CancellationToken cancellationToken) =>
        budgets.CallAsync(Actions, priority, token => inner.StopTaskAsync(request, token), cancellationToken);

    /// <inheritdoc/>
    public Task<DescribeTasksResponse> DescribeTasksAsync(DescribeTasksRequest request, CancellationToken cancellationToken) =>
        budgets.CallAsync(Reads, priority, token => inner.DescribeTasksAsync(request, token), cancellationToken);

    /// <inheritdoc/>
    public Task<ListTasksResponse> ListTasksAsync(ListTasksRequest request, CancellationToken cancellationToken) =>
        budgets.CallAsync(Reads, priority, token => inner.ListTasksAsync(request, token), cancellationToken);

    /// <summary>Sends a stored RunTask body.</summary>
    /// <param name="storedBody">The bytes.</param>
    /// <param name="beforeEachSend">
    /// Runs once the budget allows the send and right before it, also when a throttled one is repeated; what it throws reaches the caller and
    /// nothing is sent. Waiting for a budget takes long enough for a claim to be lost. A throttling answer after a lost one is told.
    /// </param>
    /// <param name="cancellationToken">Ends the waiting.</param>
    internal Task<RunTaskResponse> RunTaskAsync(
        ReadOnlyMemory<byte> storedBody,
        Func<CancellationToken, Task>? beforeEachSend,
        CancellationToken cancellationToken) =>
        budgets.CallAsync(
            GroupsOf(RunTaskRequest.Parse(storedBody.Span)),
            priority,
            async token =>
            {
                if (beforeEachSend is not null)
                    await beforeEachSend(token);
                return await inner.RunTaskAsync(storedBody, token);
            },
            cancellationToken,
            untilFateUnknown: true);

    private static QuotaGroup[] GroupsOf(RunTaskRequest request)
    {
        var provider = request.CapacityProviderStrategy is [var first, ..] ? first.CapacityProvider : request.LaunchType;
        return provider switch
        {
            "FARGATE" => OnDemand,
            "FARGATE_SPOT" => Spot,
            _ => Actions,
        };
    }
}
