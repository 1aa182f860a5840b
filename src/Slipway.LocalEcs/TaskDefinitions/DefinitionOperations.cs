using System.Collections.Concurrent;
using System.Globalization;
using System.Text.Json.Nodes;
using Slipway.LocalEcs.Ecs;
using Slipway.LocalEcs.Protocol;
using Slipway.LocalEcs.Tagging;

namespace Slipway.LocalEcs.TaskDefinitions;

/// <summary>The operations on task definitions.</summary>
internal sealed class DefinitionOperations(
    DefinitionStore store, Arns arns, TimeProvider time, TimeSpan registrationLatency, Func<string, bool> inUse)
{
    private const int MaxDeletions = 10;

    private readonly ConcurrentDictionary<string, bool> _registering = new(StringComparer.Ordinal);

    /// <summary>RegisterTaskDefinition.</summary>
    public async Task<JsonObject> RegisterAsync(JsonObject request, CancellationToken cancellationToken)
    {
        DefinitionRules.Check(request);
        var tags = TagRules.Read(request);
        var family = request.Text("family")!;
        var body = DefinitionDefaults.Fill(request, arns);
        if (!_registering.TryAdd(family, true))
        {
            // observed: two registrations of one family that overlap.
            throw EcsErrors.Client("Too many concurrent attempts to create a new revision of the specified family.");
        }

        try
        {
            if (registrationLatency > TimeSpan.Zero)
            {
                // A caller who hangs up does not undo what he sent: a lost response leaves a revision that nobody knows.
                await Task.Delay(registrationLatency, time, CancellationToken.None);
            }

            var definition = store.Add(family, body, tags, time.GetUtcNow());
            var answer = new JsonObject { ["taskDefinition"] = definition.Describe(arns) };
            if (tags.Count > 0)
            {
                answer["tags"] = tags.DeepClone();
            }

            return answer;
        }
        finally
        {
            _registering.TryRemove(family, out _);
        }
    }

    /// <summary>DescribeTaskDefinition.</summary>
    public Task<JsonObject> DescribeAsync(JsonObject request, CancellationToken cancellationToken)
    {
        var definition = DefinitionId.Parse(request.Text("taskDefinition")!, arns) is { } id ? store.Find(id) : null;
        if (definition is null)
        {
            throw EcsErrors.Client("Unable to describe task definition."); // observed
        }

        var answer = new JsonObject { ["taskDefinition"] = definition.Describe(arns) };
        if (Include(request))
        {
            answer["tags"] = definition.Tags.DeepClone();
        }

        return Task.FromResult(answer);
    }

    /// <summary>ListTaskDefinitions.</summary>
    public Task<JsonObject> ListAsync(JsonObject request, CancellationToken cancellationToken)
    {
        var size = Paging.Size(request);
        var status = request.Text("status") ?? DefinitionStatus.Active;
        if (status is not (DefinitionStatus.Active or DefinitionStatus.Inactive or DefinitionStatus.DeleteInProgress))
        {
            throw EcsErrors.InvalidParameter("status should be one of [ACTIVE,INACTIVE,DELETE_IN_PROGRESS]."); // assumed: the words
        }

        if (request.Text("sort") is not (null or "ASC" or "DESC"))
        {
            throw EcsErrors.InvalidParameter("sort should be one of [ASC,DESC]."); // assumed: the words
        }

        DefinitionId? after = Paging.After(request) is { } token ? DefinitionId.Parse(token, arns) : null;

        // documented: familyPrefix is the full name of a family.
        var found = store.List(request.Text("familyPrefix"), status, request.Text("sort") is not "DESC", after, size + 1);
        return Task.FromResult(Paging.Answer(
            "taskDefinitionArns",
            found,
            size,
            id => string.Create(CultureInfo.InvariantCulture, $"{id.Family}:{id.Revision}"),
            id => arns.TaskDefinition(id.Family, id.Revision!.Value)));
    }

    /// <summary>ListTaskDefinitionFamilies.</summary>
    public Task<JsonObject> ListFamiliesAsync(JsonObject request, CancellationToken cancellationToken)
    {
        var size = Paging.Size(request);
        bool? active = request.Text("status") switch
        {
            null or "ALL" => null,
            "ACTIVE" => true,
            "INACTIVE" => false,
            _ => throw EcsErrors.InvalidParameter("status should be one of [ACTIVE,INACTIVE,ALL]."), // assumed: the words
        };
        var found = store.ListFamilies(request.Text("familyPrefix") ?? "", active, Paging.After(request), size + 1);
        return Task.FromResult(Paging.Answer("families", found, size, family => family, family => family));
    }

    /// <summary>DeregisterTaskDefinition.</summary>
    public Task<JsonObject> DeregisterAsync(JsonObject request, CancellationToken cancellationToken)
    {
        if (DefinitionId.Parse(request.Text("taskDefinition")!, arns) is not { } id)
        {
            throw EcsErrors.InvalidParameter("Invalid task definition identifier. Specify family:revision or the full ARN."); // assumed: the words
        }

        if (id.Revision is null)
        {
            throw EcsErrors.Client("Revision is missing."); // observed
        }

        var definition = store.Update(id, before => before.Status switch
        {
            DefinitionStatus.Active => before with { Status = DefinitionStatus.Inactive, DeregisteredAt = time.GetUtcNow() },
            // assumed: deregistering twice answers the same revision, as it is; what is being deleted is refused.
            DefinitionStatus.Inactive => before,
            _ => throw EcsErrors.Client("The specified task definition is in the process of being deleted."),
        }) ?? throw EcsErrors.Client("The specified task definition does not exist. Specify a valid account, family, revision and try again."); // observed
        return Task.FromResult(new JsonObject { ["taskDefinition"] = definition.Describe(arns) });
    }

    /// <summary>DeleteTaskDefinitions.</summary>
    public Task<JsonObject> DeleteAsync(JsonObject request, CancellationToken cancellationToken)
    {
        var names = request.Texts("taskDefinitions");
        if (names.Count == 0)
        {
            throw EcsErrors.InvalidParameter("size of TaskDefinition references list must be greater than 0"); // observed
        }

        if (names.Count > MaxDeletions)
        {
            throw EcsErrors.InvalidParameter($"Size of TaskDefinition references list cannot exceed {MaxDeletions}"); // observed
        }

        var deleted = new JsonArray();
        var failures = new JsonArray();
        foreach (var name in names)
        {
            var (definition, failure) = Delete(name);
            if (failure is null)
            {
                deleted.Add(definition!.Describe(arns));
                continue;
            }

            var arn = DefinitionId.Parse(name, arns) is { Revision: { } revision } id ? arns.TaskDefinition(id.Family, revision) : name;
            failures.Add(new JsonObject { ["arn"] = arn, ["reason"] = failure });
        }

        return Task.FromResult(new JsonObject { ["taskDefinitions"] = deleted, ["failures"] = failures });
    }

    /// <summary>Removes a revision whose deletion was asked, when no ECS task uses it any longer.</summary>
    public void FinishDeletion(DefinitionId id) => store.Update(
        id,
        definition => definition.Status is DefinitionStatus.DeleteInProgress && !inUse(arns.TaskDefinition(definition.Family, definition.Revision)) ? null : definition);

    private (StoredDefinition? Definition, string? Failure) Delete(string name)
    {
        if (DefinitionId.Parse(name, arns) is not { Revision: not null } id)
        {
            return (null, "The specified task definition identifier is invalid. Specify a valid name or ARN and try again."); // observed
        }

        string? failure = null;
        var definition = store.Update(id, before =>
        {
            switch (before.Status)
            {
                case DefinitionStatus.Active:
                    failure = "The specified task definition is still in ACTIVE status. Please deregister the target and try again."; // observed
                    return before;
                case DefinitionStatus.Inactive:
                    return before with { Status = DefinitionStatus.DeleteInProgress, DeleteRequestedAt = time.GetUtcNow() };
                default:
                    return before;
            }
        });
        if (definition is null)
        {
            failure = "The specified task definition does not exist. Specify a valid account, family, revision and try again."; // observed
        }

        if (failure is null)
        {
            FinishDeletion(id);
        }

        return (definition, failure);
    }

    private static bool Include(JsonObject request)
    {
        var include = request.Texts("include");
        if (include.FirstOrDefault(field => field is not "TAGS") is { } unknown)
        {
            throw EcsErrors.InvalidParameter($"include should be one of [TAGS]: '{unknown}' is not."); // assumed: the words
        }

        return include.Count > 0;
    }
}
