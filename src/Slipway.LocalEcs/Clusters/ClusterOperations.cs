using System.Text.Json.Nodes;
using Slipway.LocalEcs.Ecs;
using Slipway.LocalEcs.Protocol;
using Slipway.LocalEcs.Tagging;
using Slipway.LocalEcs.TaskDefinitions;
using Slipway.LocalEcs.Tasks;

namespace Slipway.LocalEcs.Clusters;

/// <summary>The operations on clusters.</summary>
/// <remarks>documented: https://docs.aws.amazon.com/AmazonECS/latest/APIReference/API_CreateCluster.html and its neighbours.</remarks>
internal sealed class ClusterOperations(ClusterStore clusters, TaskBook tasks, Arns arns)
{
    private static readonly string[] Kept =
        ["settings", "configuration", "capacityProviders", "defaultCapacityProviderStrategy", "serviceConnectDefaults"];

    private readonly Lock _changing = new();

    /// <summary>CreateCluster.</summary>
    public Task<JsonObject> CreateAsync(JsonObject request, CancellationToken cancellationToken)
    {
        var name = request.Text("clusterName") ?? "default";
        if (!DefinitionRules.IsName(name))
        {
            throw EcsErrors.InvalidParameter("Invalid cluster name: up to 255 letters, numbers, hyphens and underscores are allowed."); // assumed: the words
        }

        if (request.Texts("capacityProviders").FirstOrDefault(provider => provider is not ("FARGATE" or "FARGATE_SPOT")) is { } unknown)
        {
            throw EcsErrors.InvalidParameter($"The specified capacity provider was not found: '{unknown}'."); // assumed: the words
        }

        var tags = TagRules.Read(request);
        lock (_changing)
        {
            // observed: creating a cluster that is there answers it as it is.
            if (clusters.Find(name) is not { Active: true } cluster)
            {
                var settings = new JsonObject();
                foreach (var member in Kept.Where(member => request[member] is not null))
                {
                    settings[member] = request[member]!.DeepClone();
                }

                cluster = new Cluster(name, Active: true, settings, tags);
                clusters.Put(cluster);
            }

            return Task.FromResult(new JsonObject { ["cluster"] = Describe(cluster, withTags: true) });
        }
    }

    /// <summary>DescribeClusters.</summary>
    public Task<JsonObject> DescribeAsync(JsonObject request, CancellationToken cancellationToken)
    {
        var names = request.Texts("clusters");
        if (names.Count > 100)
        {
            throw EcsErrors.InvalidParameter("Clusters cannot have more than 100 elements."); // documented: up to 100
        }

        var withTags = request.Texts("include").Contains("TAGS", StringComparer.Ordinal);
        var found = new JsonArray();
        var failures = new JsonArray();
        foreach (var name in names.Count == 0 ? ["default"] : names)
        {
            if (clusters.Find(name) is { } cluster)
            {
                found.Add(Describe(cluster, withTags));
            }
            else
            {
                failures.Add(new JsonObject { ["arn"] = Arns.IsArn(name) ? name : arns.Cluster(name), ["reason"] = "MISSING" });
            }
        }

        return Task.FromResult(new JsonObject { ["clusters"] = found, ["failures"] = failures });
    }

    /// <summary>ListClusters.</summary>
    public Task<JsonObject> ListAsync(JsonObject request, CancellationToken cancellationToken)
    {
        var size = Paging.Size(request);
        var after = Paging.After(request);
        var found = clusters.All
            .Where(cluster => cluster.Active && (after is null || string.CompareOrdinal(cluster.Name, after) > 0))
            .Take(size + 1)
            .ToList();
        return Task.FromResult(Paging.Answer("clusterArns", found, size, cluster => cluster.Name, cluster => arns.Cluster(cluster.Name)));
    }

    /// <summary>DeleteCluster.</summary>
    public Task<JsonObject> DeleteAsync(JsonObject request, CancellationToken cancellationToken)
    {
        lock (_changing)
        {
            var cluster = clusters.Require(request.Text("cluster"));
            if (tasks.Active(cluster.Name).Any())
            {
                throw new AwsServiceException("ClusterContainsTasksException", "The Cluster cannot be deleted while Tasks are active."); // observed
            }

            // documented: a deleted cluster is INACTIVE and may be discovered for a while.
            cluster = cluster with { Active = false };
            clusters.Put(cluster);
            return Task.FromResult(new JsonObject { ["cluster"] = Describe(cluster, withTags: true) });
        }
    }

    private JsonObject Describe(Cluster cluster, bool withTags)
    {
        var active = tasks.Active(cluster.Name).ToList();
        var json = new JsonObject
        {
            ["clusterArn"] = arns.Cluster(cluster.Name),
            ["clusterName"] = cluster.Name,
            ["status"] = cluster.Active ? "ACTIVE" : "INACTIVE",
            ["registeredContainerInstancesCount"] = 0,
            ["runningTasksCount"] = active.Count(task => task.LastStatus is TaskStatuses.Running),
            ["pendingTasksCount"] = active.Count(task => task.LastStatus is TaskStatuses.Provisioning or TaskStatuses.Pending or TaskStatuses.Activating),
            ["activeServicesCount"] = 0,
            ["statistics"] = new JsonArray(),
            ["settings"] = new JsonArray(new JsonObject { ["name"] = "containerInsights", ["value"] = "disabled" }),
            ["capacityProviders"] = new JsonArray(),
            ["defaultCapacityProviderStrategy"] = new JsonArray(),
            ["tags"] = withTags ? cluster.Tags.DeepClone() : new JsonArray(),
        };
        foreach (var (name, value) in cluster.Settings)
        {
            json[name] = value?.DeepClone();
        }

        return json;
    }
}
