using System.Text;
using Slipway.Core.Launches;
using Slipway.Ecs.Launching;
using Slipway.Ecs.Storage;
using Slipway.Ecs.Tests.Storage;
using Slipway.TestKits.Launching;
using Slipway.TestKits.Snapshots;

namespace Slipway.Ecs.Tests.Launching;

public sealed class SqliteLaunchStoreTests : LaunchStoreConformance, IDisposable
{
    private readonly TemporaryFolder _folder = new();
    private readonly List<SqliteDatabase> _opened = [];

    private string Path => _folder.File("slipway.db");

    [Fact]
    public void The_stored_form_is_kept()
    {
        var text = Encoding.UTF8.GetString(LaunchRecordJson.Write(Full("l-1")));
        Snapshot.Match(System.Text.Json.Nodes.JsonNode.Parse(text)!.ToJsonString(new System.Text.Json.JsonSerializerOptions { WriteIndented = true }), extension: "json");
    }

    [Fact]
    public async Task Nobody_else_may_read_the_file()
    {
        if (OperatingSystem.IsWindows())
            return;
        await PutAsync(Full("l-1"));
        foreach (var file in Directory.GetFiles(_folder.Path))
            Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(file));
    }

    [Fact]
    public async Task Old_results_are_pruned()
    {
        var ended = await PutAsync(New("l-ended"));
        ended = await PutAsync(ended with { Result = Ended(ended) });
        await PutAsync(New("l-goes-on"));
        var store = await OpenAsync();
        Assert.Equal(1, await store.PruneAsync(ended.Result!.Timings.StoppedAt!.Value.AddSeconds(1), TestContext.Current.CancellationToken));
        Assert.Null(await store.GetAsync(ended.Id, TestContext.Current.CancellationToken));
        Assert.NotNull(await store.GetAsync(LaunchId.Parse("l-goes-on"), TestContext.Current.CancellationToken));
    }

    public void Dispose()
    {
        _opened.ForEach(database => database.Dispose());
        _folder.Dispose();
    }

    protected override Task<ILaunchStore> OpenAsync()
    {
        var database = SqliteDatabase.Open(Path, SqliteLaunchStore.Schema);
        _opened.Add(database);
        return Task.FromResult<ILaunchStore>(new SqliteLaunchStore(database));
    }
}
