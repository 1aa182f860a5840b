using Slipway.Aws;
using Slipway.Aws.Ecs;
using Slipway.Ecs.Definitions;
using Slipway.Ecs.Ledger;

namespace Slipway.Ecs.Tests.Registration;

/// <summary>
/// Task definitions as ECS keeps them: revision numbers that never restart, statuses, tags, and a listing that shows a new revision only after a while
/// (ListTaskDefinitions is eventually consistent). Shared by all machines of a test.
/// </summary>
internal sealed class FakeDefinitions(LedgerScope scope, TimeProvider time) : ITaskDefinitions
{
    private readonly Lock _gate = new();
    private readonly Dictionary<string, int> _last = new(StringComparer.Ordinal);

    /// <summary>How long the listing is behind.</summary>
    public TimeSpan ListLag { get; set; } = TimeSpan.FromSeconds(5);

    /// <summary>How many of the next registrations are refused since another tool registers in the family.</summary>
    public int ConcurrentRefusals { get; set; }

    /// <summary>What the next registration is refused with; null: it is not.</summary>
    public AwsException? NextRefusal { get; set; }

    /// <summary>Revisions whose deletion is refused in <c>failures[]</c>.</summary>
    public HashSet<string> UndeletableRevisions { get; } = new(StringComparer.Ordinal);

    /// <summary>All revisions that exist.</summary>
    public List<FakeRevision> Revisions { get; } = [];

    /// <summary>Each call that changed something: <c>register dbt:1</c>.</summary>
    public List<string> Changes { get; } = [];

    /// <summary>Calls by operation.</summary>
    public Dictionary<string, int> Calls { get; } = new(StringComparer.Ordinal);

    public IEnumerable<FakeRevision> Of(string family) => Revisions.Where(revision => revision.Family == family);

    /// <summary>Another tool registers.</summary>
    public FakeRevision Add(string family, params (string Key, string Value)[] tags)
    {
        lock (_gate)
        {
            var number = _last[family] = _last.GetValueOrDefault(family) + 1;
            var revision = new FakeRevision
            {
                Scope = scope,
                Family = family,
                Number = number,
                RegisteredAt = time.GetUtcNow(),
                Tags = [.. tags.Select(tag => new Tag { Key = tag.Key, Value = tag.Value })],
            };
            Revisions.Add(revision);
            return revision;
        }
    }

    public Task<RegisterTaskDefinitionResponse> RegisterTaskDefinitionAsync(RegisterTaskDefinitionRequest request, CancellationToken cancellationToken)
    {
        lock (_gate)
        {
            Count("register");
            if (NextRefusal is { } refusal)
            {
                NextRefusal = null;
                throw refusal;
            }

            if (ConcurrentRefusals > 0)
            {
                ConcurrentRefusals--;
                throw Refused("RegisterTaskDefinition", "ClientException", "Too many concurrent attempts to create a new revision of the specified family.");
            }

            var revision = Add(request.Family!, [.. request.Tags.Select(tag => (tag.Key, tag.Value!))]);
            Changes.Add($"register {revision.Name}");
            return Task.FromResult(new RegisterTaskDefinitionResponse { TaskDefinition = Describe(revision), Tags = revision.Tags });
        }
    }

    public Task<DeregisterTaskDefinitionResponse> DeregisterTaskDefinitionAsync(DeregisterTaskDefinitionRequest request, CancellationToken cancellationToken)
    {
        lock (_gate)
        {
            Count("deregister");
            var revision = Find(request.TaskDefinition) ?? throw Refused("DeregisterTaskDefinition", "ClientException", "The specified task definition does not exist.");
            Changes.Add($"deregister {revision.Name}");
            if (revision.Status == "ACTIVE")
                (revision.Status, revision.DeregisteredAt) = ("INACTIVE", time.GetUtcNow());
            return Task.FromResult(new DeregisterTaskDefinitionResponse { TaskDefinition = Describe(revision) });
        }
    }

    public Task<DeleteTaskDefinitionsResponse> DeleteTaskDefinitionsAsync(DeleteTaskDefinitionsRequest request, CancellationToken cancellationToken)
    {
        lock (_gate)
        {
            Count("delete");
            if (request.TaskDefinitions.Count is 0 or > 10)
                throw Refused("DeleteTaskDefinitions", "InvalidParameterException", "Specify 1 to 10 task definitions.");
            var deleted = new List<TaskDefinition>();
            var failures = new List<Failure>();
            foreach (var name in request.TaskDefinitions)
            {
                var revision = Find(name);
                if (revision is null || revision.Status == "ACTIVE" || UndeletableRevisions.Contains(revision.Name))
                {
                    failures.Add(new Failure { Arn = name, Reason = "INVALID", Detail = "The task definition can't be deleted." });
                    continue;
                }

                Changes.Add($"delete {revision.Name}");
                revision.Status = "DELETE_IN_PROGRESS";
                deleted.Add(Describe(revision));
            }

            return Task.FromResult(new DeleteTaskDefinitionsResponse { TaskDefinitions = deleted, Failures = failures });
        }
    }

    public Task<DescribeTaskDefinitionResponse> DescribeTaskDefinitionAsync(DescribeTaskDefinitionRequest request, CancellationToken cancellationToken)
    {
        lock (_gate)
        {
            Count("describe");
            var revision = Find(request.TaskDefinition) ?? throw Refused("DescribeTaskDefinition", "ClientException", "Unable to describe task definition.");
            var tags = request.Include is { } include && include.Contains("TAGS") ? revision.Tags : [];
            return Task.FromResult(new DescribeTaskDefinitionResponse { TaskDefinition = Describe(revision), Tags = tags });
        }
    }

    public Task<ListTaskDefinitionsResponse> ListTaskDefinitionsAsync(ListTaskDefinitionsRequest request, CancellationToken cancellationToken)
    {
        lock (_gate)
        {
            Count("list");
            var visible = Of(request.FamilyPrefix!)
                .Where(revision => revision.Status == (request.Status ?? "ACTIVE") && revision.RegisteredAt + ListLag <= time.GetUtcNow())
                .OrderBy(revision => request.Sort == "DESC" ? -revision.Number : revision.Number)
                .ToList();
            var start = request.NextToken is null ? 0 : int.Parse(request.NextToken, System.Globalization.CultureInfo.InvariantCulture);
            var size = request.MaxResults ?? 100;
            return Task.FromResult(new ListTaskDefinitionsResponse
            {
                TaskDefinitionArns = [.. visible.Skip(start).Take(size).Select(revision => revision.Arn)],
                NextToken = start + size < visible.Count ? $"{start + size}" : null,
            });
        }
    }

    public Task<ListTaskDefinitionFamiliesResponse> ListTaskDefinitionFamiliesAsync(
        ListTaskDefinitionFamiliesRequest request,
        CancellationToken cancellationToken)
    {
        lock (_gate)
        {
            Count("list-families");
            return Task.FromResult(new ListTaskDefinitionFamiliesResponse { Families = [.. Revisions.Select(revision => revision.Family).Distinct().Order(StringComparer.Ordinal)] });
        }
    }

    internal static AwsClientFaultException Refused(string operation, string code, string reason) =>
        new(new AwsError { Service = "ecs", Operation = operation, Code = code, Reason = reason, StatusCode = System.Net.HttpStatusCode.BadRequest });

    internal static AwsUnreachableException NoAnswer(string operation) =>
        new(new AwsError { Service = "ecs", Operation = operation, Code = "Slipway.ConnectionLost", Reason = "The connection was lost." });

    internal static BoundDefinition Definition(string family, string version) => new()
    {
        Family = family,
        Hash = new DefinitionHash($"1:{family}-{version}"),
        CanonicalJson = $$"""{"family":"{{family}}"}""",
        MainContainer = "main",
        ImageVersion = $"{family}:{version}",
        ImageDigest = $"sha256:{version}",
    };

    private static TaskDefinition Describe(FakeRevision revision) => new()
    {
        TaskDefinitionArn = revision.Arn,
        Family = revision.Family,
        Revision = revision.Number,
        Status = revision.Status,
        RegisteredAt = revision.RegisteredAt,
        DeregisteredAt = revision.DeregisteredAt,
    };

    private FakeRevision? Find(string name) => Revisions.Find(revision => revision.Arn == name || revision.Name == name);

    private void Count(string operation) => Calls[operation] = Calls.GetValueOrDefault(operation) + 1;
}
