using Slipway.LocalEcs.State;

namespace Slipway.LocalEcs.CloudWatchLogs;

/// <summary>The tables of the logs.</summary>
internal static class LogsSchema
{
    /// <summary>Their steps. Times are milliseconds since 1970, as on the wire.</summary>
    public static StateSchema Schema { get; } = new("logs",
    [
        """
        CREATE TABLE log_group (
            id        INTEGER PRIMARY KEY AUTOINCREMENT,
            name      TEXT NOT NULL UNIQUE,
            created   INTEGER NOT NULL,
            class     TEXT NOT NULL,
            retention INTEGER,
            tags      TEXT NOT NULL
        );
        CREATE TABLE log_stream (
            id       INTEGER PRIMARY KEY AUTOINCREMENT,
            group_id INTEGER NOT NULL REFERENCES log_group (id) ON DELETE CASCADE,
            name     TEXT NOT NULL,
            created  INTEGER NOT NULL,
            first    INTEGER,
            last     INTEGER,
            ingested INTEGER,
            UNIQUE (group_id, name)
        );
        CREATE TABLE log_event (
            id        INTEGER PRIMARY KEY AUTOINCREMENT,
            stream_id INTEGER NOT NULL REFERENCES log_stream (id) ON DELETE CASCADE,
            time      INTEGER NOT NULL,
            ingested  INTEGER NOT NULL,
            message   TEXT NOT NULL
        );
        CREATE INDEX log_event_order ON log_event (stream_id, time, id);
        CREATE TABLE container_log (
            task_id   TEXT NOT NULL,
            container TEXT NOT NULL,
            position  INTEGER NOT NULL,
            PRIMARY KEY (task_id, container)
        ) WITHOUT ROWID;
        """,
    ]);
}
