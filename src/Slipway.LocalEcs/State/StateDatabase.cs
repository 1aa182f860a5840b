using System.Collections.Concurrent;
using Microsoft.Data.Sqlite;

namespace Slipway.LocalEcs.State;

/// <summary>
/// What LocalEcs keeps across restarts: one SQLite file in the state directory, readable by its owner only.
/// One writer at a time, in transactions; any number of readers beside it (WAL).
/// </summary>
internal sealed class StateDatabase : IDisposable
{
    private const UnixFileMode OwnerOnlyFile = UnixFileMode.UserRead | UnixFileMode.UserWrite;
    private const UnixFileMode OwnerOnlyDirectory = OwnerOnlyFile | UnixFileMode.UserExecute;

    private readonly Lock _writing = new();
    private readonly ConcurrentBag<SqliteConnection> _readers = [];
    private readonly FileStream _lockFile;
    private readonly SqliteConnection _writer;
    private readonly string _connectionString;
    private volatile bool _disposed;

    private StateDatabase(string directory, FileStream lockFile, string connectionString, SqliteConnection writer)
    {
        Directory = directory;
        _lockFile = lockFile;
        _connectionString = connectionString;
        _writer = writer;
    }

    /// <summary>The state directory, absolute.</summary>
    public string Directory { get; }

    /// <summary>Opens the state of <paramref name="directory"/>, making directory, file and tables when they are not there.</summary>
    /// <exception cref="LocalEcsException">Another LocalEcs uses the directory, or its state was written by a newer version.</exception>
    public static StateDatabase Open(string directory, params IReadOnlyList<StateSchema> schemas)
    {
        directory = Path.GetFullPath(directory);
        CreateOwnedDirectory(directory);
        var lockFile = Lock(directory);
        SqliteConnection? writer = null;
        try
        {
            var path = Path.Combine(directory, "state.db");
            CreateOwnedFile(path);
            var connectionString = new SqliteConnectionStringBuilder { DataSource = path, Pooling = false, DefaultTimeout = 30 }.ToString();
            writer = Connect(connectionString);
            foreach (var schema in schemas)
            {
                Migrate(writer, schema);
            }

            return new StateDatabase(directory, lockFile, connectionString, writer);
        }
        catch
        {
            writer?.Dispose();
            lockFile.Dispose();
            throw;
        }
    }

    /// <summary>Makes a directory that only its owner may enter. One that is there already keeps its mode.</summary>
    public static void CreateOwnedDirectory(string path)
    {
        if (OperatingSystem.IsWindows())
        {
            System.IO.Directory.CreateDirectory(path);
        }
        else
        {
            System.IO.Directory.CreateDirectory(path, OwnerOnlyDirectory);
        }
    }

    /// <summary>Makes an empty file that only its owner may read. One that is there already is left alone.</summary>
    public static void CreateOwnedFile(string path)
    {
        if (!File.Exists(path))
        {
            OpenOwned(path, FileShare.ReadWrite).Dispose();
        }
    }

    /// <summary>Runs <paramref name="work"/> in a transaction, alone among writers. An exception rolls it back.</summary>
    public T Write<T>(Func<SqliteConnection, T> work)
    {
        lock (_writing)
        {
            ObjectDisposedException.ThrowIf(_disposed, this);
            using var transaction = _writer.BeginTransaction(deferred: false);
            var result = work(_writer);
            transaction.Commit();
            return result;
        }
    }

    /// <summary>Runs <paramref name="work"/> in a transaction, alone among writers. An exception rolls it back.</summary>
    public void Write(Action<SqliteConnection> work) => Write(connection =>
    {
        work(connection);
        return 0;
    });

    /// <summary>Runs <paramref name="work"/> on a connection of its own; it sees what was committed when its first statement began.</summary>
    public T Read<T>(Func<SqliteConnection, T> work)
    {
        ObjectDisposedException.ThrowIf(_disposed, this);
        if (!_readers.TryTake(out var connection))
        {
            connection = Connect(_connectionString);
        }

        try
        {
            return work(connection);
        }
        finally
        {
            if (_disposed)
            {
                connection.Dispose();
            }
            else
            {
                _readers.Add(connection);
            }
        }
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        lock (_writing)
        {
            if (_disposed)
            {
                return;
            }

            _disposed = true;
            while (_readers.TryTake(out var reader))
            {
                reader.Dispose();
            }

            _writer.Dispose();
            _lockFile.Dispose();
        }
    }

    private static FileStream Lock(string directory)
    {
        try
        {
            return OpenOwned(Path.Combine(directory, "lock"), FileShare.None);
        }
        catch (IOException exception)
        {
            throw new LocalEcsException(
                "LOCALECS_STATE_IN_USE",
                $"The state directory {directory} is used by another LocalEcs. Stop that one, or choose another directory.",
                exception);
        }
    }

    private static FileStream OpenOwned(string path, FileShare share)
    {
        var options = new FileStreamOptions { Mode = FileMode.OpenOrCreate, Access = FileAccess.ReadWrite, Share = share };
        if (!OperatingSystem.IsWindows())
        {
            options.UnixCreateMode = OwnerOnlyFile;
        }

        return new FileStream(path, options);
    }

    private static SqliteConnection Connect(string connectionString)
    {
        var connection = new SqliteConnection(connectionString);
        connection.Open();
        // NORMAL keeps everything across the death of the process; only a power cut may take the last commits, which a stand-in can bear.
        connection.Execute("PRAGMA journal_mode = WAL; PRAGMA synchronous = NORMAL; PRAGMA foreign_keys = ON; PRAGMA cache_size = -16384;");
        return connection;
    }

    private static void Migrate(SqliteConnection connection, StateSchema schema)
    {
        using var transaction = connection.BeginTransaction(deferred: false);
        connection.Execute("CREATE TABLE IF NOT EXISTS schema_version (area TEXT PRIMARY KEY, version INTEGER NOT NULL) WITHOUT ROWID");
        var version = connection.Scalar("SELECT version FROM schema_version WHERE area = $area", ("$area", schema.Area)) is long found ? (int)found : 0;
        if (version > schema.Steps.Count)
        {
            throw new LocalEcsException(
                "LOCALECS_STATE_TOO_NEW",
                $"The state of '{schema.Area}' has version {version}; this program knows {schema.Steps.Count}. Use the newer program, or another state directory.");
        }

        for (; version < schema.Steps.Count; version++)
        {
            connection.Execute(schema.Steps[version]);
        }

        connection.Execute(
            "INSERT INTO schema_version (area, version) VALUES ($area, $version) ON CONFLICT (area) DO UPDATE SET version = excluded.version",
            ("$area", schema.Area),
            ("$version", version));
        transaction.Commit();
    }
}
