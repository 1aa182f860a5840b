using System.Collections.Concurrent;
using System.Text.Json.Nodes;
using Slipway.LocalEcs.Ecs;
using Slipway.LocalEcs.State;

namespace Slipway.LocalEcs.Clusters;

/// <summary>Keeps the clusters: in memory, and on disk for the next start.</summary>
internal sealed class ClusterStore
{
    private readonly StateDatabase _database;
    private readonly Arns _arns;
    private readonly ConcurrentDictionary<string, Cluster> _clusters;

    public ClusterStore(StateDatabase database, Arns arns, IEnumerable<string> initial)
    {
        _database = database;
        _arns = arns;
        _clusters = new(
            database.Read(connection => connection.Query(
                "SELECT name, active, settings, tags FROM clusters",
                row => new Cluster(
                    row.GetString(0), row.GetBoolean(1), JsonNode.Parse(row.GetString(2))!.AsObject(), JsonNode.Parse(row.GetString(3))!.AsArray())))
            .Select(cluster => KeyValuePair.Create(cluster.Name, cluster)),
            StringComparer.Ordinal);
        foreach (var name in initial.Where(name => !_clusters.ContainsKey(name)))
        {
            // Clusters that are there from the start stand for those that infrastructure makes: with both Fargate providers, and Container Insights.
            var settings = new JsonObject
            {
                ["capacityProviders"] = new JsonArray("FARGATE", "FARGATE_SPOT"),
                ["settings"] = new JsonArray(new JsonObject { ["name"] = "containerInsights", ["value"] = "enabled" }),
            };
            Put(new Cluster(name, Active: true, settings, []));
        }
    }

    /// <summary>The tables.</summary>
    public static StateSchema Schema { get; } = new("clusters",
    [
        "CREATE TABLE clusters (name TEXT PRIMARY KEY, active INTEGER NOT NULL, settings TEXT NOT NULL, tags TEXT NOT NULL) WITHOUT ROWID",
    ]);

    /// <summary>All clusters by name, deleted ones too.</summary>
    public IEnumerable<Cluster> All => _clusters.Values.OrderBy(cluster => cluster.Name, StringComparer.Ordinal);

    /// <summary>The name that a caller's name or ARN means; null when it is an ARN of something else. Null names the cluster <c>default</c>.</summary>
    public string? Name(string? nameOrArn) => nameOrArn switch
    {
        null or "" => "default", // documented: the default cluster is assumed
        _ when Arns.IsArn(nameOrArn) => _arns.Resource("cluster", nameOrArn),
        _ => nameOrArn,
    };

    /// <summary>Finds a cluster by name or ARN, deleted ones too.</summary>
    public Cluster? Find(string? nameOrArn) => Name(nameOrArn) is { } name ? _clusters.GetValueOrDefault(name) : null;

    /// <summary>Finds an active cluster by name or ARN.</summary>
    /// <exception cref="Protocol.AwsServiceException">ClusterNotFoundException.</exception>
    public Cluster Require(string? nameOrArn) => Find(nameOrArn) is { Active: true } cluster ? cluster : throw EcsErrors.ClusterNotFound();

    /// <summary>Keeps a cluster.</summary>
    public void Put(Cluster cluster)
    {
        _database.Write(connection => connection.Execute(
            """
            INSERT INTO clusters (name, active, settings, tags) VALUES ($name, $active, $settings, $tags)
            ON CONFLICT (name) DO UPDATE SET active = excluded.active, settings = excluded.settings, tags = excluded.tags
            """,
            ("$name", cluster.Name),
            ("$active", cluster.Active),
            ("$settings", cluster.Settings.ToJsonString()),
            ("$tags", cluster.Tags.ToJsonString())));
        _clusters[cluster.Name] = cluster;
    }
}
