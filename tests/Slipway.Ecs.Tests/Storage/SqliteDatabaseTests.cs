using System.Runtime.Versioning;
using Slipway.Core.Errors;
using Slipway.Ecs.Storage;

namespace Slipway.Ecs.Tests.Storage;

[UnsupportedOSPlatform("windows")]
public sealed class SqliteDatabaseTests : IDisposable
{
    private static readonly SchemaArea Counter = new("counter", ["CREATE TABLE counter (n INTEGER NOT NULL); INSERT INTO counter VALUES (0)"]);

    private static readonly TimeSpan Deadline = TimeSpan.FromSeconds(30);

    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void A_new_file_and_its_folder_belong_to_the_owner_alone()
    {
        var path = Path.Combine(_folder.Path, "inner", "slipway.db");
        using var database = SqliteDatabase.Open(path, Counter);
        Increment(database);

        Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(path));
        Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(path + "-wal"));
        Assert.Equal(
            UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute,
            File.GetUnixFileMode(Path.GetDirectoryName(path)!));
    }

    [Fact]
    public void A_file_with_wider_rights_is_narrowed()
    {
        var path = _folder.File("slipway.db");
        File.WriteAllBytes(path, []);
        File.SetUnixFileMode(path, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.GroupRead | UnixFileMode.OtherRead);

        using var database = SqliteDatabase.Open(path);

        Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(path));
    }

    [Fact]
    public void Writers_of_one_process_wait_in_a_line_and_not_in_the_naps_of_SQLite()
    {
        const int Writers = 8;
        using var database = SqliteDatabase.Open(_folder.File("slipway.db"), Counter);
        using var begun = new ManualResetEventSlim();
        using var goOn = new ManualResetEventSlim();
        var first = new Thread(() => database.Write(_ =>
        {
            begun.Set();
            return goOn.Wait(Deadline, TestContext.Current.CancellationToken);
        }));
        first.Start();
        Assert.True(begun.Wait(Deadline, TestContext.Current.CancellationToken));

        var writers = Enumerable.Range(0, Writers).Select(_ => new Thread(() => Increment(database))).ToList();
        writers.ForEach(writer => writer.Start());
        var inLine = SpinWait.SpinUntil(() => writers.TrueForAll(writer => writer.ThreadState.HasFlag(ThreadState.WaitSleepJoin)), Deadline);
        var connections = Directory.EnumerateFiles("/proc/self/fd").Count(file => File.ResolveLinkTarget(file, returnFinalTarget: false)?.FullName == database.Path);
        goOn.Set();
        Assert.All([first, .. writers], thread => Assert.True(thread.Join(Deadline)));

        Assert.True(inLine, "They sleep in SQLite.");
        Assert.True(connections == 1, $"{connections} connections for one writer at a time.");
        Assert.Equal(Writers, Value(database));
    }

    [Fact]
    public void A_failed_write_leaves_nothing()
    {
        using var database = SqliteDatabase.Open(_folder.File("slipway.db"), Counter);

        Assert.Throws<InvalidOperationException>(() => database.Write<int>(session =>
        {
            session.Execute("UPDATE counter SET n = 7");
            throw new InvalidOperationException("half-way");
        }));

        Assert.Equal(0, Value(database));
        Assert.Equal(1, Increment(database));
    }

    [Fact]
    public void A_database_brings_an_old_file_to_the_new_version_and_keeps_its_rows()
    {
        var path = _folder.File("slipway.db");
        using (var old = SqliteDatabase.Open(path, Counter))
            Increment(old);

        var newer = Counter with { Scripts = [.. Counter.Scripts, "ALTER TABLE counter ADD COLUMN name TEXT NOT NULL DEFAULT 'x'"] };
        using var database = SqliteDatabase.Open(path, newer);

        Assert.Equal("1x", database.Read(session => session.One("SELECT n, name FROM counter", row => $"{row.GetInt32(0)}{row.GetString(1)}")));
    }

    [Fact]
    public void A_file_of_a_newer_program_is_refused()
    {
        var path = _folder.File("slipway.db");
        SqliteDatabase.Open(path, Counter with { Scripts = [.. Counter.Scripts, "CREATE TABLE more (n INTEGER)"] }).Dispose();

        var error = Assert.Throws<SlipwayException>(() => SqliteDatabase.Open(path, Counter));

        Assert.Equal("storage.newer-schema", error.Code);
        Assert.Contains(path, error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_file_that_is_no_database_is_refused_by_name()
    {
        var path = _folder.File("notes.txt");
        File.WriteAllText(path, new string('x', 5000));

        var error = Assert.Throws<SlipwayException>(() => SqliteDatabase.Open(path, Counter));

        Assert.Equal("storage.cannot-open", error.Code);
        Assert.Contains(path, error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Several_openers_of_one_new_file_at_once_lose_no_write()
    {
        // Separate databases share nothing but the file, as separate processes do.
        const int openers = 6;
        const int each = 50;
        var path = _folder.File("slipway.db");
        using var start = new Barrier(openers);

        await Task.WhenAll(Enumerable.Range(0, openers).Select(_ => Task.Factory.StartNew(
            () =>
            {
                start.SignalAndWait(TimeSpan.FromSeconds(30));
                using var database = SqliteDatabase.Open(path, Counter);
                for (var i = 0; i < each; i++)
                    Increment(database);
            },
            CancellationToken.None,
            TaskCreationOptions.LongRunning,
            TaskScheduler.Default)));

        using var after = SqliteDatabase.Open(path, Counter);
        Assert.Equal(openers * each, Value(after));
    }

    private static int Increment(SqliteDatabase database) => database.Write(session =>
    {
        var next = session.One("SELECT n FROM counter", row => row.GetInt32(0)) + 1;
        session.Execute("UPDATE counter SET n = $1", next);
        return next;
    });

    private static int Value(SqliteDatabase database) => database.Read(session => session.One("SELECT n FROM counter", row => row.GetInt32(0)));
}
