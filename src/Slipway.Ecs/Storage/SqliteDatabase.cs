using System.Collections.Concurrent;
using Microsoft.Data.Sqlite;
using Slipway.Core.Errors;

namespace Slipway.Ecs.Storage;

/// <summary>
/// One SQLite file that several parts of Slipway, and several processes at once, keep their tables in. Writes are serialised by SQLite itself
/// (<c>BEGIN IMMEDIATE</c>, so a transaction never fails half-way for want of the lock), readers never wait (write-ahead log).
/// </summary>
/// <remarks>
/// <c>synchronous=FULL</c>: what is written here (an intent to register, a request about to be sent) must outlive a power cut, since AWS acts on
/// the next call; it costs about 0.2 ms a commit, which is little beside any AWS call. The file is readable by its owner only (0600), and so is
/// the folder when it is made here (0700).
/// </remarks>
public sealed class SqliteDatabase : IDisposable
{
    // SQLite waits this long for another process's write, with short naps; a transaction here takes milliseconds.
    private const int BusyTimeoutMilliseconds = 15_000;

    private const int BusyTimeoutSeconds = BusyTimeoutMilliseconds / 1000;

    private const UnixFileMode OwnerOnlyFile = UnixFileMode.UserRead | UnixFileMode.UserWrite;

    private readonly ConcurrentBag<SqliteSession> _idle = [];
    private readonly string _connectionString;
    private readonly Lock _writing = new();
    private volatile bool _disposed;

    private SqliteDatabase(string path)
    {
        Path = path;
        _connectionString = new SqliteConnectionStringBuilder
        {
            DataSource = path,
            Mode = SqliteOpenMode.ReadWriteCreate,
            // Sessions are pooled here, with their prepared statements.
            Pooling = false,
            DefaultTimeout = BusyTimeoutSeconds,
        }.ToString();
    }

    /// <summary>The file's full path.</summary>
    public string Path { get; }

    /// <summary>Opens the file, making it (and its folder) when it is not there, and brings the given areas to the newest version.</summary>
    /// <param name="path">The file.</param>
    /// <param name="areas">The areas that the caller uses; others in the file are left alone.</param>
    /// <exception cref="SlipwayException">
    /// <c>storage.cannot-open</c>: the file is no SQLite database, or the folder can't be written. <c>storage.newer-schema</c>: a newer Slipway wrote it.
    /// </exception>
    public static SqliteDatabase Open(string path, params IReadOnlyList<SchemaArea> areas)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        var full = System.IO.Path.GetFullPath(path);
        SqliteDatabase? database = null;
        try
        {
            MakePrivate(full);
            database = new SqliteDatabase(full);
            database.UseWriteAheadLog();
            foreach (var area in areas)
                database.Migrate(area);
            return database;
        }
        catch (Exception exception) when (exception is SqliteException or IOException or UnauthorizedAccessException)
        {
            database?.Dispose();
            throw new SlipwayException(
                "storage.cannot-open",
                $"Slipway's local database {full} can't be opened: {exception.Message} Check that the folder can be written and that the file is Slipway's; "
                + "or name another file (setting ledger.path).",
                exception);
        }
        catch
        {
            database?.Dispose();
            throw;
        }
    }

    /// <summary>Brings an area's tables to the newest version, in one transaction; does nothing when they are there already.</summary>
    /// <exception cref="SlipwayException"><c>storage.newer-schema</c>: a newer Slipway wrote the file.</exception>
    public void Migrate(SchemaArea area)
    {
        ArgumentNullException.ThrowIfNull(area);
        if (Read(session => VersionOf(session, area)) == area.Version)
            return;

        Write(session =>
        {
            session.Script("CREATE TABLE IF NOT EXISTS schema_version (area TEXT PRIMARY KEY, version INTEGER NOT NULL) WITHOUT ROWID, STRICT");
            var version = VersionOf(session, area);
            if (version > area.Version)
            {
                throw new SlipwayException(
                    "storage.newer-schema",
                    $"{Path} was written by a newer Slipway ({area.Name} version {version}; this one knows {area.Version}). Update Slipway, or name another file.");
            }

            for (; version < area.Version; version++)
                session.Script(area.Scripts[version]);
            session.Execute(
                "INSERT INTO schema_version (area, version) VALUES ($1, $2) ON CONFLICT (area) DO UPDATE SET version = excluded.version",
                area.Name,
                area.Version);
            return version;
        });
    }

    /// <summary>Reads, each statement at the newest committed state. Never waits for a writer.</summary>
    public T Read<T>(Func<SqliteSession, T> work)
    {
        ArgumentNullException.ThrowIfNull(work);
        var session = Rent();
        try
        {
            return work(session);
        }
        catch (SqliteException exception) when (IsBusy(exception))
        {
            throw Busy(exception);
        }
        finally
        {
            Return(session);
        }
    }

    /// <summary>Reads and writes in one transaction that either happens as a whole or, when <paramref name="work"/> throws, not at all.</summary>
    /// <exception cref="SlipwayException"><c>storage.busy</c>: another process held the file for more than fifteen seconds.</exception>
    public T Write<T>(Func<SqliteSession, T> work)
    {
        ArgumentNullException.ThrowIfNull(work);

        // SQLite waits for its lock in naps that grow to a tenth of a second, and whoever comes by in between has it: among hundreds of writers in this process,
        // some would never get it. Only other processes are waited for in that way.
        lock (_writing)
            return WriteAlone(work);
    }

    /// <summary>A session of the caller's own, for a long scan; the caller disposes it.</summary>
    public SqliteSession OpenSession() => new(Connect());

    /// <summary>Closes what is idle; sessions in use close when they are returned.</summary>
    public void Dispose()
    {
        _disposed = true;
        while (_idle.TryTake(out var session))
            session.Dispose();
    }

    private static int VersionOf(SqliteSession session, SchemaArea area)
    {
        var known = session.One("SELECT 1 FROM sqlite_schema WHERE type = 'table' AND name = 'schema_version'", row => row.GetInt32(0));
        return known == 0 ? 0 : session.One("SELECT version FROM schema_version WHERE area = $1", row => row.GetInt32(0), area.Name);
    }

    private static bool IsBusy(SqliteException exception) => exception.SqliteErrorCode is SQLitePCL.raw.SQLITE_BUSY or SQLitePCL.raw.SQLITE_LOCKED;

    private static void MakePrivate(string path)
    {
        var folder = System.IO.Path.GetDirectoryName(path)!;
        if (OperatingSystem.IsWindows())
        {
            Directory.CreateDirectory(folder);
            return;
        }

        if (!Directory.Exists(folder))
            Directory.CreateDirectory(folder, OwnerOnlyFile | UnixFileMode.UserExecute);

        // Made before SQLite opens it, so that it never exists with wider rights; its -wal and -shm files take on the same mode.
        var options = new FileStreamOptions
        {
            Mode = FileMode.OpenOrCreate,
            Access = FileAccess.ReadWrite,
            Share = FileShare.ReadWrite | FileShare.Delete,
            UnixCreateMode = OwnerOnlyFile,
        };
        if (!File.Exists(path))
            new FileStream(path, options).Dispose();
        else if (File.GetUnixFileMode(path) != OwnerOnlyFile)
            File.SetUnixFileMode(path, OwnerOnlyFile);
    }

    private void UseWriteAheadLog() => Read(session =>
    {
        // Kept in the file: only the first process ever changes it, and that needs the file for itself for a moment.
        var mode = session.One("PRAGMA journal_mode", row => row.GetString(0));
        if (mode != "wal")
            session.Script("PRAGMA journal_mode = WAL");
        return mode;
    });

    private T WriteAlone<T>(Func<SqliteSession, T> work)
    {
        var session = Rent();
        var done = false;
        try
        {
            session.Execute("BEGIN IMMEDIATE");
            var result = work(session);
            session.Execute("COMMIT");
            done = true;
            return result;
        }
        catch (SqliteException exception) when (IsBusy(exception))
        {
            throw Busy(exception);
        }
        finally
        {
            // A session whose transaction failed is closed, which rolls back, whatever state it is in.
            if (done)
                Return(session);
            else
                session.Dispose();
        }
    }

    private SqliteSession Rent()
    {
        ObjectDisposedException.ThrowIf(_disposed, this);
        return _idle.TryTake(out var session) ? session : new SqliteSession(Connect());
    }

    private void Return(SqliteSession session)
    {
        if (_disposed)
            session.Dispose();
        else
            _idle.Add(session);
    }

    private SqliteConnection Connect()
    {
        var connection = new SqliteConnection(_connectionString);
        try
        {
            connection.Open();
            using var command = connection.CreateCommand();
            command.CommandText =
                $"PRAGMA busy_timeout = {BusyTimeoutMilliseconds}; PRAGMA synchronous = FULL; PRAGMA foreign_keys = ON; PRAGMA cache_size = -16384";
            command.ExecuteNonQuery();
            return connection;
        }
        catch
        {
            connection.Dispose();
            throw;
        }
    }

    private SlipwayException Busy(SqliteException exception) => new(
        "storage.busy",
        $"Another process has held {Path} for more than {BusyTimeoutSeconds} seconds. Look for a stuck slipway process, then try again.",
        exception);
}
