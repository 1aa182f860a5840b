using System.Globalization;
using Slipway.Aws.Ecs;
using Slipway.Ecs.Ledger;

namespace Slipway.Benchmarks.Hosting;

/// <summary>ECS's word for every revision, read after a scenario, and the ledger held against it.</summary>
internal sealed class EcsRevisionStatus
{
    private static readonly string[] Statuses = ["ACTIVE", "INACTIVE", "DELETE_IN_PROGRESS"];

    private readonly Dictionary<string, string> _statuses;

    private EcsRevisionStatus(Dictionary<string, string> statuses) => _statuses = statuses;

    public static async Task<EcsRevisionStatus> ReadAsync(EcsClient ecs, CancellationToken cancellationToken)
    {
        var statuses = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var status in Statuses)
        {
            string? next = null;
            do
            {
                var page = await ecs.ListTaskDefinitionsAsync(new ListTaskDefinitionsRequest { Status = status, NextToken = next }, cancellationToken);
                foreach (var arn in page.TaskDefinitionArns)
                    statuses[arn[(arn.LastIndexOf('/') + 1)..]] = status;
                next = page.NextToken;
            }
            while (next is not null);
        }

        return new EcsRevisionStatus(statuses);
    }

    /// <summary>ACTIVE, INACTIVE or DELETE_IN_PROGRESS; null when ECS does not have the revision <c>family:number</c>.</summary>
    public string? Of(string name) => _statuses.GetValueOrDefault(name);

    /// <summary>How many of a status.</summary>
    public int Count(string status) => _statuses.Values.Count(one => one == status);

    /// <summary>Each revision against its ledger entry, both ways.</summary>
    /// <returns>Revisions that the ledger does not know, and entries that are not so in ECS.</returns>
    public async Task<(int Unexplained, int Wrong)> CompareAsync(ILedger ledger, CancellationToken cancellationToken)
    {
        var (unexplained, wrong) = (0, 0);
        foreach (var (name, status) in _statuses)
        {
            var colon = name.LastIndexOf(':');
            var entry = await ledger.FindRevisionAsync(name[..colon], int.Parse(name.AsSpan(colon + 1), CultureInfo.InvariantCulture), cancellationToken);
            if (entry is null)
                unexplained++;
            else if (!Agree(entry.State, status))
                wrong++;
        }

        await foreach (var family in ledger.ListFamiliesAsync(cancellationToken))
        {
            await foreach (var fact in ledger.ScanAsync(family.Name, cancellationToken))
                wrong += _statuses.ContainsKey($"{family.Name}:{fact.Revision}") ? 0 : 1;
        }

        return (unexplained, wrong);
    }

    private static bool Agree(RevisionState state, string status) => (state, status) switch
    {
        (RevisionState.Active or RevisionState.Orphan, "ACTIVE") => true,
        (RevisionState.Deregistered, "INACTIVE") => true,
        (RevisionState.Deleted, "DELETE_IN_PROGRESS") => true,
        // Out of use since ECS called it inactive, or begun and not finished: ECS may have done it or not.
        (RevisionState.Retired or RevisionState.Deregistering, "ACTIVE" or "INACTIVE") => true,
        (RevisionState.Deleting, "INACTIVE" or "DELETE_IN_PROGRESS") => true,
        _ => false,
    };
}
