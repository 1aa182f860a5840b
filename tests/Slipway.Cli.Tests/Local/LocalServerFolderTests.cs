using Slipway.Cli.Local;
using Slipway.TestKits.Time;

namespace Slipway.Cli.Tests.Local;

public sealed class LocalServerFolderTests : IDisposable
{
    private readonly ManualTimeProvider _clock = new();
    private readonly TestFolder _state = new();

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public void Dispose() => _state.Dispose();

    [Fact]
    public async Task Somebody_who_looks_whether_a_server_lives_keeps_none_from_starting()
    {
        var folder = new LocalServerFolder(_state.Path);
        (await folder.BecomeServerAsync(_clock))!.Dispose();
        Task<FileStream?> becoming;
        await using (Look(folder))
        {
            becoming = folder.BecomeServerAsync(_clock);
            await _clock.WaitForTimersAsync(1, Cancellation);
        }

        _clock.AdvanceToNextTimer();
        await using var held = await becoming.WaitAsync(TimeSpan.FromSeconds(30), TimeProvider.System, Cancellation);
        Assert.NotNull(held);
        Assert.True(folder.IsHeld());
    }

    [Fact]
    public async Task A_server_that_lives_is_not_joined_by_a_second()
    {
        var folder = new LocalServerFolder(_state.Path);
        await using var first = await folder.BecomeServerAsync(_clock);
        var second = folder.BecomeServerAsync(_clock);
        for (var look = 1; look < 10; look++)
        {
            await _clock.WaitForTimersAsync(1, Cancellation);
            _clock.AdvanceToNextTimer();
        }

        Assert.Null(await second.WaitAsync(TimeSpan.FromSeconds(30), TimeProvider.System, Cancellation));
    }

    // As IsHeld does it.
    private static FileStream Look(LocalServerFolder folder) => new(Path.Combine(folder.Path, "server.lock"), FileMode.Open, FileAccess.Read, FileShare.Read);
}
