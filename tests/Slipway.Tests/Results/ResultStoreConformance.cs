using Slipway.Results;

namespace Slipway.Tests.Results;

/// <summary>What every result store does.</summary>
public abstract class ResultStoreConformance
{
    private static readonly DateTimeOffset Now = new(2026, 1, 5, 12, 0, 0, TimeSpan.Zero);

    protected abstract IResultStore Store { get; }

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_later_launch_finds_what_earlier_ones_recorded()
    {
        await using (var first = await Store.OpenAsync("run-1", Cancel))
        {
            Assert.Empty(first.Recorded);
            await first.RecordAsync(Slot(1, 0), new byte[] { 1, 2, 3 }, Cancel);
            await first.RecordAsync(Slot(1, 1), Array.Empty<byte>(), Cancel);
            Assert.Equal([1, 2, 3], (await first.ReadAsync(Slot(1, 0), Cancel)).ToArray());
        }

        await using (var second = await Store.OpenAsync("run-1", Cancel))
            await second.RecordAsync(Slot(2, 0), new byte[] { 4 }, Cancel);
        await using var third = await Store.OpenAsync("run-1", Cancel);
        Assert.Equal([Slot(1, 0), Slot(1, 1), Slot(2, 0)], third.Recorded.OrderBy(slot => slot.Key.Low).ThenBy(slot => slot.Slot));
        Assert.Equal([1, 2, 3], (await third.ReadAsync(Slot(1, 0), Cancel)).ToArray());
        Assert.Empty((await third.ReadAsync(Slot(1, 1), Cancel)).ToArray());
        await using var other = await Store.OpenAsync("run-2", Cancel);
        Assert.Empty(other.Recorded);
    }

    [Fact]
    public async Task A_record_replaces_an_earlier_one()
    {
        await using (var first = await Store.OpenAsync("run-1", Cancel))
        {
            await first.RecordAsync(Slot(1, 0), new byte[] { 1 }, Cancel);
            await first.RecordAsync(Slot(1, 0), new byte[] { 2 }, Cancel);
            Assert.Equal([2], (await first.ReadAsync(Slot(1, 0), Cancel)).ToArray());
        }

        await using var second = await Store.OpenAsync("run-1", Cancel);
        Assert.Equal([2], (await second.ReadAsync(Assert.Single(second.Recorded), Cancel)).ToArray());
    }

    [Fact]
    public async Task An_older_launch_can_not_record()
    {
        await using var older = await Store.OpenAsync("run-1", Cancel);
        await older.RecordAsync(Slot(1, 0), new byte[] { 1 }, Cancel);
        await using var newer = await Store.OpenAsync("run-1", Cancel);
        var refused = await Assert.ThrowsAsync<ResultStoreException>(async () => await older.RecordAsync(Slot(2, 0), new byte[] { 2 }, Cancel));
        Assert.Equal("results.fenced", refused.Code);
        await newer.RecordAsync(Slot(3, 0), new byte[] { 3 }, Cancel);
        await Assert.ThrowsAsync<ResultStoreException>(async () => await older.RecordAsync(Slot(4, 0), new byte[] { 4 }, Cancel));

        await using var last = await Store.OpenAsync("run-1", Cancel);
        Assert.Equal([Slot(1, 0), Slot(3, 0)], last.Recorded.OrderBy(slot => slot.Key.Low));
    }

    [Fact]
    public async Task Records_at_the_same_time_are_all_there()
    {
        await using (var run = await Store.OpenAsync("run-1", Cancel))
        {
            await Task.WhenAll(Enumerable.Range(0, 4).Select(worker => Task.Run(async () =>
            {
                await Task.WhenAll(Enumerable.Range(0, 250).Select(i => run.RecordAsync(Slot(worker, i), BitConverter.GetBytes((worker * 1_000) + i), Cancel).AsTask()));
            })));
        }

        await using var again = await Store.OpenAsync("run-1", Cancel);
        Assert.Equal(1_000, again.Recorded.Count);
        foreach (var slot in again.Recorded)
            Assert.Equal(((int)slot.Key.Low * 1_000) + slot.Slot, BitConverter.ToInt32((await again.ReadAsync(slot, Cancel)).Span));
    }

    [Fact]
    public async Task Large_content_is_read_from_its_beginning_by_every_launch()
    {
        var content = new byte[3_000_000];
        Random.Shared.NextBytes(content);
        string name;
        await using (var first = await Store.OpenAsync("run-1", Cancel))
            name = await first.WriteLargeAsync(Slot(1, 0), new MemoryStream(content), Cancel);
        await using var second = await Store.OpenAsync("run-1", Cancel);
        for (var i = 0; i < 2; i++)
        {
            await using var stream = await second.OpenLargeAsync(name, Cancel);
            using var copy = new MemoryStream();
            await stream.CopyToAsync(copy, Cancel);
            Assert.True(copy.ToArray().AsSpan().SequenceEqual(content));
        }

        await Assert.ThrowsAsync<ResultStoreException>(async () => await second.OpenLargeAsync("other", Cancel));
    }

    [Fact]
    public async Task What_was_never_recorded_can_not_be_read()
    {
        await using var run = await Store.OpenAsync("run-1", Cancel);
        var missing = await Assert.ThrowsAsync<ResultStoreException>(async () => await run.ReadAsync(Slot(1, 0), Cancel));
        Assert.Equal("results.unreadable", missing.Code);
    }

    [Fact]
    public async Task A_cached_result_is_good_until_it_expires_or_is_replaced()
    {
        var key = Slot(7, 0).Key;
        Assert.Null(await Store.FindCachedAsync(key, Now, Cancel));
        await Store.CacheAsync(key, new byte[] { 1 }, Now.AddMinutes(1), Cancel);
        Assert.Equal([1], (await Store.FindCachedAsync(key, Now.AddSeconds(59), Cancel))!.Value.ToArray());
        Assert.Null(await Store.FindCachedAsync(key, Now.AddMinutes(1), Cancel));
        await Store.CacheAsync(key, new byte[] { 2 }, null, Cancel);
        Assert.Equal([2], (await Store.FindCachedAsync(key, Now.AddYears(50), Cancel))!.Value.ToArray());
        Assert.Null(await Store.FindCachedAsync(Slot(8, 0).Key, Now, Cancel));
    }

    [Fact]
    public async Task What_a_run_was_asked_to_do_is_found_by_its_id_and_fences_nobody()
    {
        Assert.Null(await Store.FindOrderAsync("run-1", Cancel));
        await Store.KeepOrderAsync("run-1", new byte[] { 1, 2 }, Cancel);
        await Store.KeepOrderAsync("run-2", new byte[] { 9 }, Cancel);
        await using var run = await Store.OpenAsync("run-1", Cancel);
        Assert.Equal([1, 2], (await Store.FindOrderAsync("run-1", Cancel))!.Value.ToArray());
        await Store.KeepOrderAsync("run-1", new byte[] { 3 }, Cancel);
        Assert.Equal([3], (await Store.FindOrderAsync("run-1", Cancel))!.Value.ToArray());
        await run.RecordAsync(Slot(1, 0), new byte[] { 1 }, Cancel);
        Assert.Null(await Store.FindOrderAsync("run-3", Cancel));
    }

    private static RecordedSlot Slot(int key, int slot) => new(new ResultKey(0, (UInt128)key), slot);
}
