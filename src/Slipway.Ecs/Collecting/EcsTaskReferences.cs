using Slipway.Aws.Ecs;
using Slipway.Ecs.Registration;

namespace Slipway.Ecs.Collecting;

/// <summary>
/// The ECS tasks of one family that run now, in every cluster of the account and region, whoever started them: people, services, other tools. A service that
/// is scaled to nothing runs none; ECS lets it go on with a revision that was deregistered meanwhile.
/// </summary>
/// <param name="family">The family.</param>
/// <param name="tasks">ECS tasks, inside the account's budgets.</param>
/// <param name="clusters">Clusters.</param>
/// <param name="time">The clock.</param>
public sealed class EcsTaskReferences(string family, IEcsTasks tasks, IClusters clusters, TimeProvider time) : IRevisionReferences
{
    // DescribeTasks takes at most 100 (Amazon ECS API reference), which is also a page of ListTasks.
    private const int PageSize = 100;

    // What ECS itself writes into startedBy of the ECS tasks of a service.
    private const string ServicePrefix = "ecs-svc/";

    /// <inheritdoc/>
    public async Task<ReferenceSnapshot> ReadAsync(CancellationToken cancellationToken)
    {
        var takenAt = time.GetUtcNow();
        var references = new List<RevisionReference>();
        foreach (var cluster in await ClustersAsync(cancellationToken))
        {
            string? next = null;
            do
            {
                var page = await tasks.ListTasksAsync(
                    new ListTasksRequest { Cluster = cluster, Family = family, DesiredStatus = "RUNNING", MaxResults = PageSize, NextToken = next },
                    cancellationToken);
                if (page.TaskArns.Count > 0)
                    references.AddRange(await DescribeAsync(cluster, page.TaskArns, cancellationToken));
                next = page.NextToken;
            }
            while (!string.IsNullOrEmpty(next));
        }

        return new ReferenceSnapshot("ECS", takenAt, references);
    }

    private async Task<List<string>> ClustersAsync(CancellationToken cancellationToken)
    {
        var all = new List<string>();
        string? next = null;
        do
        {
            var page = await clusters.ListClustersAsync(new ListClustersRequest { NextToken = next }, cancellationToken);
            all.AddRange(page.ClusterArns);
            next = page.NextToken;
        }
        while (!string.IsNullOrEmpty(next));
        return all;
    }

    private async Task<IEnumerable<RevisionReference>> DescribeAsync(string cluster, IReadOnlyList<string> arns, CancellationToken cancellationToken)
    {
        var found = await tasks.DescribeTasksAsync(new DescribeTasksRequest { Cluster = cluster, Tasks = arns }, cancellationToken);
        return found.Tasks.Where(task => task.TaskDefinitionArn is not null).Select(task =>
        {
            var (name, revision) = EcsRevisions.Parse(task.TaskDefinitionArn!);
            var ofService = task.StartedBy?.StartsWith(ServicePrefix, StringComparison.Ordinal) ?? false;
            return new RevisionReference(
                ofService ? ReferenceKind.EcsService : ReferenceKind.EcsTask,
                ofService ? $"service of ECS task {task.TaskArn}" : $"ECS task {task.TaskArn}")
            {
                Family = name,
                Revision = revision,
            };
        });
    }
}
