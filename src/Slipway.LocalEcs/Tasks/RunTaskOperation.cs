using System.Text.Json.Nodes;
using Slipway.LocalEcs.Clusters;
using Slipway.LocalEcs.Ecs;
using Slipway.LocalEcs.Faults;
using Slipway.LocalEcs.Protocol;
using Slipway.LocalEcs.Quotas;
using Slipway.LocalEcs.State;
using Slipway.LocalEcs.Tagging;
using Slipway.LocalEcs.TaskDefinitions;

namespace Slipway.LocalEcs.Tasks;

/// <summary>RunTask.</summary>
internal sealed class RunTaskOperation(
    ClusterStore clusters,
    DefinitionStore definitions,
    TaskBook book,
    TaskEngine engine,
    ClientTokens tokens,
    FaultInjector faults,
    StateDatabase database,
    Arns arns,
    TimeProvider time,
    QuotaBuckets? quotas,
    TimeSpan inactiveGrace)
{
    private const string NoCapacity = "Capacity is unavailable at this time. Please try again later or in a different availability zone";

    private readonly TaskFactory _factory = new(arns);

    // One at a time: concurrent requests with one token must find each other's ECS tasks.
    private readonly Lock _running = new();

    /// <summary>Starts ECS tasks.</summary>
    public Task<JsonObject> RunAsync(JsonObject request, CancellationToken cancellationToken)
    {
        RunTaskRules.CheckRequest(request);
        var ownTags = TagRules.Read(request);
        var cluster = clusters.Require(request.Text("cluster"));
        lock (_running)
        {
            var token = request.Text("clientToken") is { Length: > 0 } text ? text : null;
            var parameters = token is null ? "" : ClientTokens.Parameters(request);

            // A repeated request is answered before anything else is looked at: its revision may be inactive by now.
            if (token is not null && tokens.Find(token, parameters) is { } before)
            {
                return Task.FromResult(before);
            }

            var definition = Definition(request);
            var capacity = CapacityRules.Check(request, cluster, definition.Body);
            NetworkRules.Check(request, definition.Body);
            var size = OverrideRules.Check(request.Structure("overrides"), definition.Body);
            SupportRules.Check(request, definition.Body);
            var tags = Tags(request, ownTags, definition, cluster);
            if (faults.OfCall("RunTask", FaultKind.Capacity) is { } fault)
            {
                return Task.FromResult(Refuse(token, parameters, cluster, fault.Message ?? NoCapacity));
            }

            var now = time.GetUtcNow();
            var providers = CapacitySplit.Of(capacity, request.Integer("count") ?? 1);
            quotas?.TakeLaunches(spot: false, providers.Count(provider => provider is not "FARGATE_SPOT"));
            quotas?.TakeLaunches(spot: true, providers.Count(provider => provider is "FARGATE_SPOT"));
            var tasks = providers.Select(provider => _factory.Make(request, definition, cluster.Name, size, provider, tags, now)).ToList();
            book.Add(tasks, connection =>
            {
                if (token is not null)
                {
                    tokens.Remember(connection, token, parameters, tasks, []);
                }
            });
            engine.Start(tasks, definition.Body);
            return Task.FromResult(new JsonObject
            {
                ["tasks"] = new JsonArray([.. tasks.Select(task => TaskJson.Describe(task, withTags: true))]),
                ["failures"] = new JsonArray(),
            });
        }
    }

    private JsonObject Refuse(string? token, string parameters, Cluster cluster, string reason)
    {
        var failures = new JsonArray(new JsonObject { ["arn"] = arns.Cluster(cluster.Name), ["reason"] = reason });
        if (token is not null)
        {
            database.Write(connection => tokens.Remember(connection, token, parameters, [], failures));
        }

        return new JsonObject { ["tasks"] = new JsonArray(), ["failures"] = failures };
    }

    private StoredDefinition Definition(JsonObject request)
    {
        var definition = DefinitionId.Parse(request.Text("taskDefinition")!, arns) is { } id ? definitions.Find(id) : null;
        if (definition is null)
        {
            throw EcsErrors.Client("TaskDefinition not found."); // observed
        }

        RunTaskRules.CheckStatus(definition, time.GetUtcNow(), inactiveGrace);
        return definition;
    }

    private static JsonArray Tags(JsonObject request, JsonArray own, StoredDefinition definition, Cluster cluster)
    {
        var tags = request.Text("propagateTags") is "TASK_DEFINITION" ? TagRules.Merge(definition.Tags, own) : own;
        if (!request.Flag("enableECSManagedTags"))
        {
            return tags;
        }

        // documented: https://docs.aws.amazon.com/AmazonECS/latest/developerguide/ecs-using-tags.html
        var managed = tags.DeepClone().AsArray();
        managed.Add(new JsonObject { ["key"] = "aws:ecs:clusterName", ["value"] = cluster.Name });
        return managed;
    }
}
