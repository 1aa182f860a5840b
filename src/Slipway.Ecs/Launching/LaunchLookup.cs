using Slipway.Aws.Ecs;
using Slipway.Core.Launches;

namespace Slipway.Ecs.Launching;

/// <summary>Finds ECS tasks by the launch that started them.</summary>
internal sealed class LaunchLookup(IEcsTasks tasks, TimeProvider time, AwsPatience patience)
{
    private const int DescribeLimit = 100;

    private static readonly TimeSpan FirstPause = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan LongestPause = TimeSpan.FromSeconds(10);

    /// <summary>The launch's ECS task: the one that is not stopped, else the one that ran, else the newest. Null when ECS shows none.</summary>
    /// <param name="cluster">The cluster.</param>
    /// <param name="launch">The launch.</param>
    /// <param name="except">ECS tasks that are known and do not count.</param>
    /// <param name="cancellationToken">Ends the looking.</param>
    internal async Task<EcsTask?> FindAsync(string cluster, LaunchId launch, IReadOnlyList<string> except, CancellationToken cancellationToken)
    {
        var arns = new HashSet<string>(StringComparer.Ordinal);
        await ListAsync(cluster, launch, "RUNNING", arns, cancellationToken);
        await ListAsync(cluster, launch, "STOPPED", arns, cancellationToken);
        arns.ExceptWith(except);
        if (arns.Count == 0)
            return null;

        var described = await DescribeAsync(cluster, [.. arns.Take(DescribeLimit)], cancellationToken);
        return described
            .OrderBy(task => task.LastStatus == "STOPPED")
            .ThenBy(task => task.StartedAt is null)
            .ThenByDescending(task => task.CreatedAt)
            .FirstOrDefault()
            // Listed, and not described yet: both are eventually consistent, each on its own.
            ?? new EcsTask { TaskArn = arns.First() };
    }

    /// <summary>Looks until one is found, or until what was sent before <paramref name="settled"/> must be visible.</summary>
    internal async Task<EcsTask?> FindSettledAsync(
        string cluster, LaunchId launch, IReadOnlyList<string> except, DateTimeOffset settled, CancellationToken cancellationToken)
    {
        for (var pause = FirstPause; ; pause = pause * 2 < LongestPause ? pause * 2 : LongestPause)
        {
            var last = time.GetUtcNow() >= settled;
            if (await FindAsync(cluster, launch, except, cancellationToken) is { } found)
                return found;
            if (last)
                return null;

            var left = settled - time.GetUtcNow();
            await Task.Delay(left > TimeSpan.FromMilliseconds(1) && left < pause ? left : pause, time, cancellationToken);
        }
    }

    /// <summary>Describes ECS tasks with their tags; those that are not visible (yet) are left out.</summary>
    internal async Task<IReadOnlyList<EcsTask>> DescribeAsync(string cluster, IReadOnlyList<string> arns, CancellationToken cancellationToken)
    {
        var request = new DescribeTasksRequest { Cluster = cluster, Tasks = arns, Include = ["TAGS"] };
        return (await patience.CallAsync(token => tasks.DescribeTasksAsync(request, token), cancellationToken)).Tasks;
    }

    private async Task ListAsync(string cluster, LaunchId launch, string status, HashSet<string> arns, CancellationToken cancellationToken)
    {
        string? next = null;
        do
        {
            var request = new ListTasksRequest { Cluster = cluster, StartedBy = launch.Value, DesiredStatus = status, NextToken = next };
            var page = await patience.CallAsync(token => tasks.ListTasksAsync(request, token), cancellationToken);
            arns.UnionWith(page.TaskArns);
            next = page.NextToken;
        }
        while (next is not null);
    }
}
