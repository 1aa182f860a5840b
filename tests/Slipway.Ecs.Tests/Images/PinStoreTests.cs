using Slipway.Ecs.Images;
using Slipway.Ecs.Storage;

namespace Slipway.Ecs.Tests.Images;

public sealed class PinStoreTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("slipway-pins-").FullName;

    private static CancellationToken Cancelled => TestContext.Current.CancellationToken;

    [Fact]
    public Task In_memory() => HoldsAsync(new MemoryPinStore());

    [Fact]
    public async Task In_sqlite_also_after_a_restart()
    {
        var path = Path.Combine(_folder, "slipway.db");
        using (var database = SqliteDatabase.Open(path))
            await HoldsAsync(new SqlitePinStore(database, TimeProvider.System));

        using var again = SqliteDatabase.Open(path);
        Assert.Equal("sha256:b", await new SqlitePinStore(again, TimeProvider.System).RememberAsync("ghcr.io/app", "1.0.0", "sha256:c", Cancelled));
    }

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    private static async Task HoldsAsync(IPinStore pins)
    {
        Assert.Null(await pins.RememberAsync("ghcr.io/app", "1.0.0", "sha256:a", Cancelled));
        Assert.Null(await pins.RememberAsync("ghcr.io/app", "1.0.0", "sha256:a", Cancelled));
        Assert.Null(await pins.RememberAsync("ghcr.io/app", "1.0.1", "sha256:x", Cancelled));
        Assert.Null(await pins.RememberAsync("ghcr.io/other", "1.0.0", "sha256:x", Cancelled));
        Assert.Equal("sha256:a", await pins.RememberAsync("ghcr.io/app", "1.0.0", "sha256:b", Cancelled));
        Assert.Null(await pins.RememberAsync("ghcr.io/app", "1.0.0", "sha256:b", Cancelled));
    }
}
