using Microsoft.Data.Sqlite;
using Slipway.Core.Launches;
using Slipway.Ecs.Definitions;

namespace Slipway.Ecs.Ledger.Sqlite;

/// <summary>Rows of the ledger's tables as records. Each column list is read by the method of its name.</summary>
internal static class SqliteLedgerRows
{
    internal const string FamilyColumns =
        """
        name, highest, looked_up, intent_hash, intent_last, intent_launch, intent_at,
        intent_actor, intent_reason, intent_for, intent_image_version, intent_image_digest, intent_git_commit
        """;

    internal const string RevisionColumns =
        """
        f.name, r.revision, r.hash, r.state, r.state_since, r.launch, r.registered_at, r.last_used_at, r.used_until, r.deregistered_at,
        r.image_version, r.image_digest, r.git_commit
        """;

    internal const string FactColumns = "revision, state, hash, launch, registered_at, used_until, deregistered_at";

    internal const string AuditColumns =
        "entry_id, at, family, revision, hash, from_state, to_state, actor, reason, launch, image_version, image_digest, git_commit, fence";

    internal static FamilyRecord Family(SqliteDataReader row) => new(
        row.GetString(0),
        row.GetInt32(1),
        row.GetInt64(2) != 0,
        row.IsDBNull(3)
            ? null
            : new RegistrationIntent(
                new DefinitionHash(row.GetString(3)),
                row.GetInt32(4),
                Launch(row, 5),
                Instant(row, 6),
                new AuditContext(row.GetString(7), row.GetString(8))
                {
                    LaunchId = Text(row, 9),
                    ImageVersion = Text(row, 10),
                    ImageDigest = Text(row, 11),
                    GitCommit = Text(row, 12),
                }));

    internal static RevisionEntry Revision(SqliteDataReader row) => new()
    {
        Family = row.GetString(0),
        Revision = row.GetInt32(1),
        Hash = new DefinitionHash(row.GetString(2)),
        State = RevisionStateNames.Parse(row.GetString(3)),
        StateSince = Instant(row, 4),
        Launch = Launch(row, 5),
        RegisteredAt = Instant(row, 6),
        LastUsedAt = Instant(row, 7),
        UsedUntil = Instant(row, 8),
        DeregisteredAt = row.IsDBNull(9) ? null : Instant(row, 9),
        ImageVersion = Text(row, 10),
        ImageDigest = Text(row, 11),
        GitCommit = Text(row, 12),
    };

    internal static RevisionFact Fact(SqliteDataReader row) => new(
        row.GetInt32(0),
        RevisionStateNames.Parse(row.GetString(1)),
        new DefinitionHash(row.GetString(2)),
        Text(row, 3),
        Instant(row, 4),
        Instant(row, 5),
        row.IsDBNull(6) ? null : Instant(row, 6));

    internal static AuditEntry Audit(SqliteDataReader row) => new()
    {
        Id = row.GetInt64(0).ToString(System.Globalization.CultureInfo.InvariantCulture),
        At = Instant(row, 1),
        Family = row.GetString(2),
        Revision = row.IsDBNull(3) ? null : row.GetInt32(3),
        Hash = row.IsDBNull(4) ? null : new DefinitionHash(row.GetString(4)),
        From = RevisionStateNames.TryParse(Text(row, 5)),
        To = RevisionStateNames.TryParse(Text(row, 6)),
        By = new AuditContext(row.GetString(7), row.GetString(8))
        {
            LaunchId = Text(row, 9),
            ImageVersion = Text(row, 10),
            ImageDigest = Text(row, 11),
            GitCommit = Text(row, 12),
        },
        Fence = row.IsDBNull(13) ? null : row.GetInt64(13),
    };

    private static string? Text(SqliteDataReader row, int column) => row.IsDBNull(column) ? null : row.GetString(column);

    private static LaunchId? Launch(SqliteDataReader row, int column) => row.IsDBNull(column) ? null : LaunchId.Parse(row.GetString(column));

    private static DateTimeOffset Instant(SqliteDataReader row, int column) => new(row.GetInt64(column), TimeSpan.Zero);
}
