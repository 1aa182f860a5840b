using System.Collections.Concurrent;
using System.Collections.Immutable;
using System.Text.Json;
using System.Threading.Channels;
using Microsoft.Data.Sqlite;
using Slipway.LocalEcs.State;

namespace Slipway.LocalEcs.Tasks;

/// <summary>All ECS tasks that are remembered: in memory, and on disk for the next start. Every change makes a version, in order.</summary>
internal sealed class TaskBook : IAsyncDisposable
{
    private const int MaxBatch = 500;

    private readonly StateDatabase _database;
    private readonly TimeProvider _time;
    private readonly TimeSpan _lag;
    private readonly TimeSpan _retention;
    private readonly ITimer _forgetting;
    private readonly Channel<TaskEntry> _unsaved = Channel.CreateUnbounded<TaskEntry>(new UnboundedChannelOptions { SingleReader = true });
    private readonly Task _saving;
    private readonly ConcurrentDictionary<string, TaskEntry> _entries = new(StringComparer.Ordinal);
    private readonly Dictionary<string, List<TaskEntry>> _byStarter = new(StringComparer.Ordinal);
    private readonly ConcurrentDictionary<string, int> _inUse = new(StringComparer.Ordinal);
    private readonly ConcurrentQueue<(DateTimeOffset StoppedAt, TaskEntry Entry)> _stopped = new();
    private ImmutableArray<Action<EcsTask>> _observers = [];
    private ImmutableArray<Action<string>> _definitionObservers = [];
    private long _sequence;

    public TaskBook(StateDatabase database, TimeProvider time, TimeSpan visibilityLag, TimeSpan stoppedTaskRetention)
    {
        _database = database;
        _time = time;
        _lag = visibilityLag;
        _retention = stoppedTaskRetention;
        Load();
        _saving = Task.Run(SaveAsync);
        _forgetting = time.CreateTimer(_ => Forget(), null, TimeSpan.FromMinutes(1), TimeSpan.FromMinutes(1));
    }

    /// <summary>The tables.</summary>
    public static StateSchema Schema { get; } = new("tasks",
    [
        """
        CREATE TABLE tasks (sequence INTEGER PRIMARY KEY, stopped_at INTEGER, json TEXT NOT NULL);
        CREATE TABLE client_tokens (
            token TEXT PRIMARY KEY, parameters TEXT NOT NULL, task_arns TEXT NOT NULL, answer TEXT NOT NULL, expires_at INTEGER NOT NULL) WITHOUT ROWID;
        CREATE INDEX client_tokens_by_expiry ON client_tokens (expires_at);
        """,
    ]);

    /// <summary>ECS tasks that have not ended, in order of creation.</summary>
    public IReadOnlyList<EcsTask> Unfinished =>
        [.. _entries.Values.Where(entry => !entry.Current.IsStopped).OrderBy(entry => entry.Sequence).Select(entry => entry.Current)];

    /// <summary>Tells of every version from now on, in the order of versions of each ECS task. The observer must be quick.</summary>
    public void Subscribe(Action<EcsTask> observer) => ImmutableInterlocked.Update(ref _observers, observers => observers.Add(observer));

    /// <summary>Ends <see cref="Subscribe"/>.</summary>
    public void Unsubscribe(Action<EcsTask> observer) => ImmutableInterlocked.Update(ref _observers, observers => observers.Remove(observer));

    /// <summary>Tells when no ECS task that has not ended uses a revision any longer, by its ARN.</summary>
    public void SubscribeUnused(Action<string> observer) =>
        ImmutableInterlocked.Update(ref _definitionObservers, observers => observers.Add(observer));

    /// <summary>The newest version of an ECS task by id, whether readers see it yet or not.</summary>
    public EcsTask? Find(string id) => _entries.GetValueOrDefault(id)?.Current;

    /// <summary>What readers see of an ECS task.</summary>
    public EcsTask? FindVisible(string id) => _entries.GetValueOrDefault(id)?.VisibleAt(_time.GetUtcNow());

    /// <summary>The ECS tasks of a cluster that have not ended.</summary>
    public IEnumerable<EcsTask> Active(string cluster) =>
        _entries.Values.Select(entry => entry.Current).Where(task => !task.IsStopped && string.Equals(task.Cluster, cluster, StringComparison.Ordinal));

    /// <summary>What readers see of the ECS tasks of a cluster, in order of creation.</summary>
    /// <param name="cluster">The cluster's name.</param>
    /// <param name="startedBy">Only those started by this; null for all.</param>
    /// <param name="after">Only those created after this one; 0 for all.</param>
    public IEnumerable<(long Sequence, EcsTask Task)> Visible(string cluster, string? startedBy, long after)
    {
        var now = _time.GetUtcNow();
        return (startedBy is null ? _entries.Values : StartedBy(startedBy))
            .Where(entry => entry.Sequence > after)
            .OrderBy(entry => entry.Sequence)
            .Select(entry => (entry.Sequence, Task: entry.VisibleAt(now)))
            .Where(pair => pair.Task is not null && string.Equals(pair.Task.Cluster, cluster, StringComparison.Ordinal))!;
    }

    /// <summary>Whether an ECS task that has not ended uses a revision.</summary>
    public bool Uses(string taskDefinitionArn) => _inUse.GetValueOrDefault(taskDefinitionArn) > 0;

    /// <summary>Adds new ECS tasks, all or none, together with what <paramref name="alongside"/> writes.</summary>
    public void Add(IReadOnlyList<EcsTask> tasks, Action<SqliteConnection> alongside)
    {
        var entries = tasks.Select(task => new TaskEntry(task, Interlocked.Increment(ref _sequence))).ToList();
        _database.Write(connection =>
        {
            alongside(connection);
            Save(connection, entries);
        });
        foreach (var entry in entries)
        {
            lock (entry.Changing)
            {
                Index(entry);
                Publish(entry);
            }
        }
    }

    /// <summary>Changes an ECS task. Unless nothing changed, this makes its next version.</summary>
    /// <param name="id">The ECS task's id.</param>
    /// <param name="change">Makes the next version; answers the same object for no change.</param>
    /// <param name="durable">
    /// Whether the change is on disk before this returns. What a caller asked for must be; the engine's own steps follow within moments, many in one
    /// transaction, and are found again by looking at the containers when they are lost with the process.
    /// </param>
    /// <returns>The version after the change; null when it is forgotten.</returns>
    public EcsTask? Update(string id, Func<EcsTask, EcsTask> change, bool durable = false)
    {
        if (!_entries.TryGetValue(id, out var entry))
        {
            return null;
        }

        EcsTask after;
        lock (entry.Changing)
        {
            var before = entry.Current;
            after = change(before);
            if (ReferenceEquals(after, before))
            {
                return before;
            }

            after = after with { Version = before.Version + 1 };

            // First, so that whoever sees the ECS task stopped sees its deleted revision gone as well.
            if (after.IsStopped && !before.IsStopped && _inUse.AddOrUpdate(after.TaskDefinitionArn, 0, (_, count) => count - 1) == 0)
            {
                TellUnused(after.TaskDefinitionArn);
            }

            entry.Become(after);
            if (durable)
            {
                _database.Write(connection => Save(connection, [entry]));
            }
            else
            {
                _unsaved.Writer.TryWrite(entry);
            }

            if (after.IsStopped && !before.IsStopped)
            {
                _stopped.Enqueue((after.StoppedAt!.Value, entry));
            }

            Publish(entry);
        }

        return after;
    }

    /// <summary>Forgets ECS tasks that stopped longer ago than they are kept. documented: at least one hour.</summary>
    public void Forget()
    {
        var before = _time.GetUtcNow() - _retention;
        while (_stopped.TryPeek(out var oldest) && oldest.StoppedAt <= before && _stopped.TryDequeue(out oldest))
        {
            var entry = oldest.Entry;
            _database.Write(connection => connection.Execute("DELETE FROM tasks WHERE sequence = $sequence", ("$sequence", entry.Sequence)));
            if (_entries.TryRemove(entry.Current.Id, out _) && entry.Current.StartedBy is { } startedBy)
            {
                lock (_byStarter)
                {
                    if (_byStarter.TryGetValue(startedBy, out var started) && started.Remove(entry) && started.Count == 0)
                    {
                        _byStarter.Remove(startedBy);
                    }
                }
            }
        }
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        await _forgetting.DisposeAsync();
        _unsaved.Writer.TryComplete();
        await _saving;
    }

    private static void Save(SqliteConnection connection, IReadOnlyCollection<TaskEntry> entries)
    {
        using var command = connection.CreateCommand();
        command.CommandText =
            """
            INSERT INTO tasks (sequence, stopped_at, json) VALUES ($sequence, $stoppedAt, $json)
            ON CONFLICT (sequence) DO UPDATE SET stopped_at = excluded.stopped_at, json = excluded.json
            """;
        var sequence = command.Parameters.Add("$sequence", SqliteType.Integer);
        var stoppedAt = command.Parameters.Add("$stoppedAt", SqliteType.Integer);
        var json = command.Parameters.Add("$json", SqliteType.Text);
        foreach (var entry in entries)
        {
            var task = entry.Current;
            sequence.Value = entry.Sequence;
            stoppedAt.Value = task.StoppedAt?.ToUnixTimeMilliseconds() ?? (object)DBNull.Value;
            json.Value = JsonSerializer.Serialize(task, TaskJson.Default.EcsTask);
            command.ExecuteNonQuery();
        }
    }

    private async Task SaveAsync()
    {
        var batch = new HashSet<TaskEntry>();
        while (await _unsaved.Reader.WaitToReadAsync())
        {
            while (batch.Count < MaxBatch && _unsaved.Reader.TryRead(out var entry))
            {
                batch.Add(entry);
            }

            _database.Write(connection => Save(connection, batch));
            batch.Clear();
        }
    }

    private void Load()
    {
        var rows = _database.Read(connection => connection.Query(
            "SELECT sequence, json FROM tasks ORDER BY stopped_at, sequence",
            row => new TaskEntry(JsonSerializer.Deserialize(row.GetString(1), TaskJson.Default.EcsTask)!, row.GetInt64(0))));
        var now = _time.GetUtcNow();
        foreach (var entry in rows)
        {
            Index(entry);
            entry.ShowFrom(now);
            _sequence = Math.Max(_sequence, entry.Sequence);
            if (entry.Current.IsStopped)
            {
                _stopped.Enqueue((entry.Current.StoppedAt!.Value, entry));
            }
        }
    }

    private void Index(TaskEntry entry)
    {
        var task = entry.Current;
        _entries[task.Id] = entry;
        if (task.StartedBy is { } startedBy)
        {
            lock (_byStarter)
            {
                if (!_byStarter.TryGetValue(startedBy, out var started))
                {
                    _byStarter[startedBy] = started = [];
                }

                started.Add(entry);
            }
        }

        if (!task.IsStopped)
        {
            _inUse.AddOrUpdate(task.TaskDefinitionArn, 1, (_, count) => count + 1);
        }
    }

    private ICollection<TaskEntry> StartedBy(string startedBy)
    {
        lock (_byStarter)
        {
            return _byStarter.TryGetValue(startedBy, out var started) ? [.. started] : [];
        }
    }

    private void TellUnused(string taskDefinitionArn)
    {
        foreach (var observer in _definitionObservers)
        {
            observer(taskDefinitionArn);
        }
    }

    private void Publish(TaskEntry entry)
    {
        entry.ShowFrom(_time.GetUtcNow() + _lag);
        foreach (var observer in _observers)
        {
            observer(entry.Current);
        }
    }
}
