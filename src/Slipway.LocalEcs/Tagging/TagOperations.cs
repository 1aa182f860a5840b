using System.Text.Json;
using System.Text.Json.Nodes;
using Slipway.LocalEcs.Clusters;
using Slipway.LocalEcs.Ecs;
using Slipway.LocalEcs.Protocol;
using Slipway.LocalEcs.TaskDefinitions;
using Slipway.LocalEcs.Tasks;

namespace Slipway.LocalEcs.Tagging;

/// <summary>The operations on tags, of clusters, revisions and ECS tasks.</summary>
/// <remarks>documented: https://docs.aws.amazon.com/AmazonECS/latest/APIReference/API_TagResource.html and its neighbours.</remarks>
internal sealed class TagOperations(ClusterStore clusters, DefinitionStore definitions, TaskBook book, Arns arns)
{
    /// <summary>TagResource.</summary>
    public Task<JsonObject> TagAsync(JsonObject request, CancellationToken cancellationToken)
    {
        var added = TagRules.Read(request);
        Change(request.Text("resourceArn")!, tags => TagRules.Merge(tags, added));
        return Task.FromResult(new JsonObject());
    }

    /// <summary>UntagResource.</summary>
    public Task<JsonObject> UntagAsync(JsonObject request, CancellationToken cancellationToken)
    {
        Change(request.Text("resourceArn")!, tags => TagRules.Remove(tags, request.Texts("tagKeys")));
        return Task.FromResult(new JsonObject());
    }

    /// <summary>ListTagsForResource.</summary>
    public Task<JsonObject> ListAsync(JsonObject request, CancellationToken cancellationToken) =>
        Task.FromResult(new JsonObject { ["tags"] = Change(request.Text("resourceArn")!, tags => tags).DeepClone() });

    private JsonArray Change(string arn, Func<JsonArray, JsonArray> change)
    {
        if (arns.Resource("cluster", arn) is { } clusterName)
        {
            var cluster = clusters.Require(clusterName);
            var tags = change(cluster.Tags);
            if (!ReferenceEquals(tags, cluster.Tags))
            {
                clusters.Put(cluster with { Tags = tags });
            }

            return tags;
        }

        if (arns.Resource("task-definition", arn) is not null)
        {
            // documented: one revision is tagged, and only while it is active. assumed: the words.
            if (DefinitionId.Parse(arn, arns) is not { Revision: not null } id || definitions.Update(id, before => Apply(before, change)) is not { } definition)
            {
                throw EcsErrors.Client("The specified task definition does not exist. Specify a valid account, family, revision and try again.");
            }

            return definition.Tags;
        }

        if (arns.Resource("task", arn) is { } task)
        {
            var id = task[(task.LastIndexOf('/') + 1)..];
            return book.Update(id, before => Apply(before, change), durable: true) is { } after
                ? JsonNode.Parse(after.Tags.GetRawText())!.AsArray()
                : throw EcsErrors.InvalidParameter("The specified task is not found."); // assumed: the words
        }

        throw EcsErrors.InvalidParameter("Invalid resourceArn: it must name a cluster, a task definition or a task of this account and region."); // assumed: the words
    }

    private static StoredDefinition Apply(StoredDefinition definition, Func<JsonArray, JsonArray> change)
    {
        var tags = change(definition.Tags);
        return ReferenceEquals(tags, definition.Tags) ? definition : definition with { Tags = tags };
    }

    private static EcsTask Apply(EcsTask task, Func<JsonArray, JsonArray> change)
    {
        var before = JsonNode.Parse(task.Tags.GetRawText())!.AsArray();
        var after = change(before);
        return ReferenceEquals(before, after) ? task : task with { Tags = JsonDocument.Parse(after.ToJsonString()).RootElement };
    }
}
