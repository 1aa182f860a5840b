using System.Text.Json.Nodes;
using Microsoft.Data.Sqlite;
using Slipway.LocalEcs.Protocol;
using Slipway.LocalEcs.State;

namespace Slipway.LocalEcs.TaskDefinitions;

/// <summary>Keeps revisions: on disk only, so that a million of them cost no memory.</summary>
internal sealed class DefinitionStore(StateDatabase database)
{
    /// <summary>The tables.</summary>
    public static StateSchema Schema { get; } = new("definitions",
    [
        """
        CREATE TABLE families (family TEXT PRIMARY KEY, last_revision INTEGER NOT NULL) WITHOUT ROWID;
        CREATE TABLE definitions (
            id INTEGER PRIMARY KEY, family TEXT NOT NULL, revision INTEGER NOT NULL, status TEXT NOT NULL, body TEXT NOT NULL, tags TEXT NOT NULL,
            registered_at INTEGER NOT NULL, deregistered_at INTEGER, delete_requested_at INTEGER);
        CREATE UNIQUE INDEX definitions_by_revision ON definitions (family, revision);
        CREATE UNIQUE INDEX definitions_by_status ON definitions (status, family, revision);
        """,
    ]);

    // documented: https://docs.aws.amazon.com/AmazonECS/latest/developerguide/service-quotas.html, deregistered ones counted.
    private const int MaxRevisions = 1_000_000;

    private const string Columns = "family, revision, status, body, tags, registered_at, deregistered_at, delete_requested_at";

    /// <summary>Keeps a new revision under the family's next number. documented: numbers never restart, even after deletion.</summary>
    public StoredDefinition Add(string family, JsonObject body, JsonArray tags, DateTimeOffset at) => database.Write(connection =>
    {
        var revision = (int)(long)connection.Scalar(
            """
            INSERT INTO families (family, last_revision) VALUES ($family, 1)
            ON CONFLICT (family) DO UPDATE SET last_revision = last_revision + 1 RETURNING last_revision
            """,
            ("$family", family))!;
        if (revision > MaxRevisions)
        {
            throw new AwsServiceException("LimitExceededException", $"The family {family} has reached its limit of {MaxRevisions} revisions."); // documented: the limit; assumed: the words
        }

        connection.Execute(
            "INSERT INTO definitions (family, revision, status, body, tags, registered_at) VALUES ($family, $revision, $status, $body, $tags, $at)",
            ("$family", family),
            ("$revision", revision),
            ("$status", DefinitionStatus.Active),
            ("$body", body.ToJsonString()),
            ("$tags", tags.ToJsonString()),
            ("$at", at.ToUnixTimeMilliseconds()));
        return new StoredDefinition(family, revision, DefinitionStatus.Active, body, tags, at, null, null);
    });

    /// <summary>Finds a revision, or the newest active one of a family.</summary>
    public StoredDefinition? Find(DefinitionId id) => database.Read(connection => Find(connection, id));

    /// <summary>Changes a revision, alone among writers. Null from <paramref name="change"/> removes it.</summary>
    /// <returns>The revision after the change; null when it is not there or was removed.</returns>
    public StoredDefinition? Update(DefinitionId id, Func<StoredDefinition, StoredDefinition?> change) => database.Write(connection =>
    {
        if (Find(connection, id) is not { } before)
        {
            return null;
        }

        var after = change(before);
        if (after is null)
        {
            connection.Execute("DELETE FROM definitions WHERE family = $family AND revision = $revision", ("$family", before.Family), ("$revision", before.Revision));
        }
        else if (!ReferenceEquals(before, after))
        {
            connection.Execute(
                """
                UPDATE definitions SET status = $status, tags = $tags, deregistered_at = $deregisteredAt, delete_requested_at = $deleteRequestedAt
                WHERE family = $family AND revision = $revision
                """,
                ("$status", after.Status),
                ("$tags", after.Tags.ToJsonString()),
                ("$deregisteredAt", after.DeregisteredAt?.ToUnixTimeMilliseconds()),
                ("$deleteRequestedAt", after.DeleteRequestedAt?.ToUnixTimeMilliseconds()),
                ("$family", after.Family),
                ("$revision", after.Revision));
        }

        return after;
    });

    /// <summary>Lists revisions by family (alphabetical), then number.</summary>
    /// <param name="family">Only this family; null for all.</param>
    /// <param name="status">Only of this status.</param>
    /// <param name="ascending">Or from the end.</param>
    /// <param name="after">Where the page before ended; null for the first.</param>
    /// <param name="count">How many at most.</param>
    public IReadOnlyList<DefinitionId> List(string? family, string status, bool ascending, DefinitionId? after, int count) => database.Read(connection =>
    {
        var (than, order) = ascending ? (">", "ASC") : ("<", "DESC");
        return connection.Query(
            $"""
            SELECT family, revision FROM definitions
            WHERE status = $status {(family is null ? "" : "AND family = $family")} {(after is null ? "" : $"AND (family, revision) {than} ($afterFamily, $afterRevision)")}
            ORDER BY family {order}, revision {order} LIMIT $count
            """,
            row => new DefinitionId(row.GetString(0), row.GetInt32(1)),
            ("$status", status),
            ("$family", family),
            ("$afterFamily", after?.Family),
            ("$afterRevision", after?.Revision),
            ("$count", count));
    });

    /// <summary>Lists families in alphabetical order.</summary>
    /// <param name="prefix">Only those whose name starts so; empty for all.</param>
    /// <param name="active">Only with active revisions (true), only without (false), or all (null).</param>
    /// <param name="after">Where the page before ended; null for the first.</param>
    /// <param name="count">How many at most.</param>
    public IReadOnlyList<string> ListFamilies(string prefix, bool? active, string? after, int count) => database.Read(connection => connection.Query(
        $"""
        SELECT family FROM families f
        WHERE substr(family, 1, length($prefix)) = $prefix AND ($after IS NULL OR family > $after)
        {active switch
        {
            true => $"AND EXISTS (SELECT 1 FROM definitions d WHERE d.status = '{DefinitionStatus.Active}' AND d.family = f.family)",
            false => $"AND NOT EXISTS (SELECT 1 FROM definitions d WHERE d.status = '{DefinitionStatus.Active}' AND d.family = f.family)"
                + " AND EXISTS (SELECT 1 FROM definitions d WHERE d.family = f.family)",
            null => "AND EXISTS (SELECT 1 FROM definitions d WHERE d.family = f.family)",
        }}
        ORDER BY family LIMIT $count
        """,
        row => row.GetString(0),
        ("$prefix", prefix),
        ("$after", after),
        ("$count", count)));

    /// <summary>All revisions whose deletion was asked and not finished.</summary>
    public IReadOnlyList<DefinitionId> BeingDeleted() => database.Read(connection => connection.Query(
        "SELECT family, revision FROM definitions WHERE status = $status",
        row => new DefinitionId(row.GetString(0), row.GetInt32(1)),
        ("$status", DefinitionStatus.DeleteInProgress)));

    private static StoredDefinition? Find(SqliteConnection connection, DefinitionId id) => connection.Query(
        id.Revision is null
            ? $"SELECT {Columns} FROM definitions WHERE status = '{DefinitionStatus.Active}' AND family = $family ORDER BY revision DESC LIMIT 1"
            : $"SELECT {Columns} FROM definitions WHERE family = $family AND revision = $revision",
        Read,
        ("$family", id.Family),
        ("$revision", id.Revision)).FirstOrDefault();

    private static StoredDefinition Read(SqliteDataReader row) => new(
        row.GetString(0),
        row.GetInt32(1),
        row.GetString(2),
        JsonNode.Parse(row.GetString(3))!.AsObject(),
        JsonNode.Parse(row.GetString(4))!.AsArray(),
        DateTimeOffset.FromUnixTimeMilliseconds(row.GetInt64(5)),
        row.IsDBNull(6) ? null : DateTimeOffset.FromUnixTimeMilliseconds(row.GetInt64(6)),
        row.IsDBNull(7) ? null : DateTimeOffset.FromUnixTimeMilliseconds(row.GetInt64(7)));
}
