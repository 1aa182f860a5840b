using System.Diagnostics.CodeAnalysis;
using System.Text.Json.Nodes;
using Microsoft.Data.Sqlite;
using Slipway.LocalEcs.State;

namespace Slipway.LocalEcs.CloudWatchLogs;

/// <summary>Groups, streams and events in the state database.</summary>
internal sealed class LogStore(StateDatabase database, TimeProvider time)
{
    private const string GroupColumns = "id, name, created, class, retention";
    private const string StreamColumns = "id, name, created, first, last, ingested";

    /// <summary>Now, in milliseconds since 1970.</summary>
    public long Now => time.GetUtcNow().ToUnixTimeMilliseconds();

    /// <summary>A group; null when there is none of this name.</summary>
    public LogGroup? FindGroup(string name) => database.Read(connection => FindGroup(connection, name));

    /// <summary>The groups after a name, in the order of their names.</summary>
    public IReadOnlyList<LogGroup> Groups(string after) => database.Read(connection => connection.Query(
        $"SELECT {GroupColumns} FROM log_group WHERE name > $after ORDER BY name", ReadGroup, ("$after", after)));

    /// <summary>Makes a group.</summary>
    /// <returns>False when there is one already.</returns>
    public bool CreateGroup(string name, string logClass = "STANDARD", int? retentionDays = null, JsonObject? tags = null) =>
        database.Write(connection => connection.Execute(
            "INSERT INTO log_group (name, created, class, retention, tags) VALUES ($name, $created, $class, $retention, $tags) ON CONFLICT (name) DO NOTHING",
            ("$name", name),
            ("$created", Now),
            ("$class", logClass),
            ("$retention", retentionDays),
            ("$tags", (tags ?? []).ToJsonString()))) == 1;

    /// <summary>Removes a group with its streams and events.</summary>
    /// <returns>False when there is none.</returns>
    public bool DeleteGroup(string name) => database.Write(connection => connection.Execute("DELETE FROM log_group WHERE name = $name", ("$name", name))) == 1;

    /// <summary>Says how long the events of a group are kept; null means for ever.</summary>
    /// <returns>False when there is no such group.</returns>
    public bool SetRetention(string name, int? days) => database.Write(connection =>
        connection.Execute("UPDATE log_group SET retention = $days WHERE name = $name", ("$days", days), ("$name", name))) == 1;

    /// <summary>Makes a stream.</summary>
    /// <returns>False when there is one already.</returns>
    public bool CreateStream(LogGroup group, string name) => database.Write(connection => connection.Execute(
        "INSERT INTO log_stream (group_id, name, created) VALUES ($group, $name, $created) ON CONFLICT (group_id, name) DO NOTHING",
        ("$group", group.Id),
        ("$name", name),
        ("$created", Now))) == 1;

    /// <summary>Removes a stream with its events.</summary>
    /// <returns>False when there is none.</returns>
    public bool DeleteStream(LogGroup group, string name) => database.Write(connection => connection.Execute(
        "DELETE FROM log_stream WHERE group_id = $group AND name = $name", ("$group", group.Id), ("$name", name))) == 1;

    /// <summary>A stream; null when there is none of this name.</summary>
    public LogStream? FindStream(LogGroup group, string name) => database.Read(connection => connection.Query(
        $"SELECT {StreamColumns} FROM log_stream WHERE group_id = $group AND name = $name", ReadStream, ("$group", group.Id), ("$name", name)).FirstOrDefault());

    /// <summary>All streams of a group, in the order of their names.</summary>
    public IReadOnlyList<LogStream> Streams(LogGroup group) => database.Read(connection => connection.Query(
        $"SELECT {StreamColumns} FROM log_stream WHERE group_id = $group ORDER BY name", ReadStream, ("$group", group.Id)));

    /// <summary>How many bytes a container's log has taken.</summary>
    public long Position(string taskId, string container) => database.Read(connection => connection.Scalar(
        "SELECT position FROM container_log WHERE task_id = $task AND container = $container", ("$task", taskId), ("$container", container))) is long position
            ? position
            : 0;

    /// <summary>Adds events to a stream and, in the same transaction, notes how far a container's log was taken.</summary>
    /// <param name="stream">The stream's key.</param>
    /// <param name="events">Times and messages, in order.</param>
    /// <param name="taken">The container and its position; null when the events come from elsewhere.</param>
    public void Append(long stream, IReadOnlyList<(long Time, string Message)> events, (string TaskId, string Container, long Position)? taken = null) =>
        database.Write(connection =>
        {
            Insert(connection, stream, events);
            if (taken is { } log)
            {
                connection.Execute(
                    """
                    INSERT INTO container_log (task_id, container, position) VALUES ($task, $container, $position)
                    ON CONFLICT (task_id, container) DO UPDATE SET position = excluded.position
                    """,
                    ("$task", log.TaskId),
                    ("$container", log.Container),
                    ("$position", log.Position));
            }
        });

    /// <summary>Some events of streams, in order or, when <paramref name="backward"/>, in reverse.</summary>
    /// <param name="streams">The streams' keys.</param>
    /// <param name="from">Only events behind this place; before it, when backward.</param>
    /// <param name="startTime">Only events of this time or later.</param>
    /// <param name="endTime">Only events before this time.</param>
    /// <param name="limit">At most so many.</param>
    /// <param name="backward">Whether to go back from <paramref name="from"/>.</param>
    public IReadOnlyList<LogEvent> Events(IReadOnlyList<long> streams, EventPosition from, long startTime, long endTime, int limit, bool backward = false)
    {
        const string Select = """
            SELECT e.time, e.id, s.name, e.ingested, e.message FROM log_event e JOIN log_stream s ON s.id = e.stream_id
            WHERE e.stream_id IN (SELECT value FROM json_each($streams)) AND e.time >= $start AND e.time < $end AND (e.time, e.id)
            """;
        return database.Read(connection => connection.Query(
            backward ? Select + " < ($time, $id) ORDER BY e.time DESC, e.id DESC LIMIT $limit" : Select + " > ($time, $id) ORDER BY e.time, e.id LIMIT $limit",
            row => new LogEvent(new(row.GetInt64(0), row.GetInt64(1)), row.GetString(2), row.GetInt64(3), row.GetString(4)),
            ("$streams", $"[{string.Join(',', streams)}]"),
            ("$start", startTime),
            ("$end", endTime),
            ("$time", from.Time),
            ("$id", from.Id),
            ("$limit", limit)));
    }

    private static LogGroup? FindGroup(SqliteConnection connection, string name) =>
        connection.Query($"SELECT {GroupColumns} FROM log_group WHERE name = $name", ReadGroup, ("$name", name)).FirstOrDefault();

    [SuppressMessage("Security", "CA2100", Justification = "Constant text.")]
    private void Insert(SqliteConnection connection, long stream, IReadOnlyList<(long Time, string Message)> events)
    {
        if (events.Count == 0)
        {
            return;
        }

        var now = Now;
        using var insert = connection.CreateCommand();
        insert.CommandText = "INSERT INTO log_event (stream_id, time, ingested, message) VALUES ($stream, $time, $now, $message)";
        insert.Parameters.AddWithValue("$stream", stream);
        insert.Parameters.AddWithValue("$now", now);
        var at = insert.Parameters.Add("$time", SqliteType.Integer);
        var message = insert.Parameters.Add("$message", SqliteType.Text);
        foreach (var (eventTime, text) in events)
        {
            (at.Value, message.Value) = (eventTime, text);
            insert.ExecuteNonQuery();
        }

        connection.Execute(
            "UPDATE log_stream SET first = min(coalesce(first, $first), $first), last = max(coalesce(last, $last), $last), ingested = $now WHERE id = $stream",
            ("$first", events.Min(e => e.Time)),
            ("$last", events.Max(e => e.Time)),
            ("$now", now),
            ("$stream", stream));
    }

    private static LogGroup ReadGroup(SqliteDataReader row) =>
        new(row.GetInt64(0), row.GetString(1), row.GetInt64(2), row.GetString(3), row.IsDBNull(4) ? null : row.GetInt32(4));

    private static LogStream ReadStream(SqliteDataReader row) =>
        new(row.GetInt64(0), row.GetString(1), row.GetInt64(2), Number(row, 3), Number(row, 4), Number(row, 5));

    private static long? Number(SqliteDataReader row, int column) => row.IsDBNull(column) ? null : row.GetInt64(column);
}
