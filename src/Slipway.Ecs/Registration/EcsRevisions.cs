using System.Globalization;
using System.Runtime.CompilerServices;
using Slipway.Aws;
using Slipway.Aws.Ecs;
using Slipway.Core.Launches;
using Slipway.Ecs.Definitions;

namespace Slipway.Ecs.Registration;

/// <summary>Reads revisions from ECS: lists them newest first, and tells by their tags whose they are.</summary>
internal sealed class EcsRevisions(ITaskDefinitions ecs, TimeProvider time)
{
    internal const string Active = "ACTIVE";
    internal const string Inactive = "INACTIVE";
    internal const string Deleting = "DELETE_IN_PROGRESS";

    // Wording of ECS (seen in its answers; the API reference names only ClientException): kept in one place.
    private const string UnknownRevision = "Unable to describe task definition";
    private const string MissingRevision = "does not exist";
    private const string Concurrent = "Too many concurrent attempts to create a new revision";

    private static readonly string[] Tags = ["TAGS"];

    internal static bool IsUnknown(AwsException exception) => exception is AwsNotFoundException
        || (exception is AwsClientFaultException
            && (exception.Error.Reason.Contains(UnknownRevision, StringComparison.OrdinalIgnoreCase)
                || exception.Error.Reason.Contains(MissingRevision, StringComparison.OrdinalIgnoreCase)));

    internal static bool IsConcurrent(AwsException exception) =>
        !exception.FateUnknown && exception.Error.Reason.Contains(Concurrent, StringComparison.OrdinalIgnoreCase);

    /// <summary>Splits an ARN, or <c>family:revision</c>.</summary>
    internal static (string Family, int Revision) Parse(string arn)
    {
        var name = arn[(arn.LastIndexOf('/') + 1)..];
        var colon = name.LastIndexOf(':');
        return colon > 0 && int.TryParse(name.AsSpan(colon + 1), NumberStyles.None, CultureInfo.InvariantCulture, out var revision)
            ? (name[..colon], revision)
            : throw new InvalidDataException($"ECS called a task definition revision '{arn}', which names no family and revision.");
    }

    /// <summary>The revision numbers of a family above one, newest first.</summary>
    internal async IAsyncEnumerable<int> ListAsync(
        string family,
        string status,
        int above,
        int pageSize,
        [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        string? next = null;
        do
        {
            var page = await ecs.ListTaskDefinitionsAsync(
                new ListTaskDefinitionsRequest { FamilyPrefix = family, Status = status, Sort = "DESC", MaxResults = pageSize, NextToken = next },
                cancellationToken);
            foreach (var arn in page.TaskDefinitionArns)
            {
                var (name, revision) = Parse(arn);
                if (name != family)
                    continue;
                if (revision <= above)
                    yield break;
                yield return revision;
            }

            next = page.NextToken;
        }
        while (!string.IsNullOrEmpty(next));
    }

    /// <summary>The newest active revision's number; 0 when there is none.</summary>
    internal async Task<int> NewestAsync(string family, CancellationToken cancellationToken) =>
        await ListAsync(family, Active, 0, 1, cancellationToken).FirstOrDefaultAsync(cancellationToken);

    /// <summary>A revision as ECS has it; null when ECS does not know it.</summary>
    internal async Task<DescribeTaskDefinitionResponse?> FindAsync(string family, int revision, CancellationToken cancellationToken)
    {
        try
        {
            return await ecs.DescribeTaskDefinitionAsync(
                new DescribeTaskDefinitionRequest { TaskDefinition = $"{family}:{revision}", Include = Tags },
                cancellationToken);
        }
        catch (AwsException exception) when (IsUnknown(exception))
        {
            return null;
        }
    }

    /// <summary>A revision that carries Slipway's tags; null when ECS does not know it, or another tool made it.</summary>
    internal async Task<TaggedRevision?> FindTaggedAsync(string family, int revision, CancellationToken cancellationToken)
    {
        var found = await FindAsync(family, revision, cancellationToken);
        if (found is null
            || RevisionTags.Find(found.Tags, RevisionTags.Ledger) is not { } ledger
            || RevisionTags.Find(found.Tags, RevisionTags.Hash) is not { } hash)
        {
            return null;
        }

        var launch = LaunchId.TryParse(RevisionTags.Find(found.Tags, RevisionTags.Launch), out var one) ? one : null;
        return new TaggedRevision(
            family,
            revision,
            ledger,
            new DefinitionHash(hash),
            launch,
            found.TaskDefinition.Status ?? Active,
            found.TaskDefinition.RegisteredAt ?? time.GetUtcNow(),
            found.TaskDefinition.DeregisteredAt);
    }
}
