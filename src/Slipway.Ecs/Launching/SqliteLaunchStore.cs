using Slipway.Core.Launches;
using Slipway.Ecs.Storage;

namespace Slipway.Ecs.Launching;

/// <summary>Launches in the local SQLite file, which only its owner may read (0600): the stored requests hold environment values.</summary>
/// <param name="database">The file; opened with <see cref="Schema"/>.</param>
public sealed class SqliteLaunchStore(SqliteDatabase database) : ILaunchStore
{
    /// <summary>The tables.</summary>
    public static SchemaArea Schema { get; } = new(
        "launches",
        [
            """
            CREATE TABLE launch (
                id TEXT PRIMARY KEY,
                version INTEGER NOT NULL,
                open INTEGER NOT NULL,
                ended_at INTEGER,
                document BLOB NOT NULL
            ) WITHOUT ROWID, STRICT;
            CREATE INDEX launch_open ON launch (id) WHERE open = 1;
            CREATE INDEX launch_ended ON launch (ended_at) WHERE ended_at IS NOT NULL;
            """,
        ]);

    /// <inheritdoc/>
    public Task<LaunchRecord?> GetAsync(LaunchId id, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        var document = database.Read(session => session.One("SELECT document FROM launch WHERE id = $1", row => (byte[])row[0], id.Value));
        return Task.FromResult(document is null ? null : LaunchRecordJson.Read(document));
    }

    /// <inheritdoc/>
    public Task<LaunchRecord?> TryPutAsync(LaunchRecord record, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(record);
        cancellationToken.ThrowIfCancellationRequested();
        var next = record with { Version = record.Version + 1 };
        var document = LaunchRecordJson.Write(next);
        var endedAt = LaunchEnd.At(next)?.UtcTicks;
        var open = LaunchEnd.IsOpen(next) ? 1 : 0;

        var written = database.Write(session => record.Version == 0
            ? session.Execute(
                "INSERT INTO launch (id, version, open, ended_at, document) VALUES ($1, $2, $3, $4, $5) ON CONFLICT (id) DO NOTHING",
                next.Id.Value, next.Version, open, endedAt, document)
            : session.Execute(
                "UPDATE launch SET version = $2, open = $3, ended_at = $4, document = $5 WHERE id = $1 AND version = $6",
                next.Id.Value, next.Version, open, endedAt, document, record.Version));
        return Task.FromResult(written == 1 ? next : null);
    }

    /// <inheritdoc/>
    public Task<IReadOnlyList<LaunchId>> ListOpenAsync(CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        IReadOnlyList<LaunchId> open = database.Read(session => session.All("SELECT id FROM launch WHERE open = 1", row => LaunchId.Parse(row.GetString(0))));
        return Task.FromResult(open);
    }

    /// <inheritdoc/>
    public Task<int> PruneAsync(DateTimeOffset endedBefore, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        return Task.FromResult(database.Write(session => session.Execute("DELETE FROM launch WHERE ended_at < $1 AND open = 0", endedBefore.UtcTicks)));
    }
}
