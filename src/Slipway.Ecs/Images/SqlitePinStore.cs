using Slipway.Ecs.Storage;

namespace Slipway.Ecs.Images;

/// <summary>Remembers pins in a SQLite file, for all launches of a machine.</summary>
public sealed class SqlitePinStore : IPinStore
{
    private const string Schema = """
        CREATE TABLE image_pins (
          image TEXT NOT NULL,
          tag TEXT NOT NULL,
          digest TEXT NOT NULL,
          pinned_at INTEGER NOT NULL, -- Unix time in seconds
          PRIMARY KEY (image, tag)
        ) WITHOUT ROWID, STRICT;
        """;

    private readonly SqliteDatabase _database;
    private readonly TimeProvider _time;

    /// <summary>Uses a database, and makes its table there when it is not.</summary>
    /// <param name="database">The database; the caller keeps it.</param>
    /// <param name="time">Dates the pins.</param>
    public SqlitePinStore(SqliteDatabase database, TimeProvider time)
    {
        ArgumentNullException.ThrowIfNull(database);
        ArgumentNullException.ThrowIfNull(time);
        (_database, _time) = (database, time);
        database.Migrate(new SchemaArea("image-pins", [Schema]));
    }

    /// <inheritdoc/>
    public Task<string?> RememberAsync(string image, string tag, string digest, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        // Looked up far more often than changed, and reading waits for nobody.
        var known = _database.Read(session => Find(session, image, tag));
        return Task.FromResult(known == digest ? null : _database.Write(session =>
        {
            var before = Find(session, image, tag);
            session.Execute(
                "INSERT INTO image_pins (image, tag, digest, pinned_at) VALUES ($1, $2, $3, $4) "
                + "ON CONFLICT (image, tag) DO UPDATE SET digest = excluded.digest, pinned_at = excluded.pinned_at",
                image, tag, digest, _time.GetUtcNow().ToUnixTimeSeconds());
            return before == digest ? null : before;
        }));
    }

    private static string? Find(SqliteSession session, string image, string tag) =>
        session.One("SELECT digest FROM image_pins WHERE image = $1 AND tag = $2", row => row.GetString(0), image, tag);
}
