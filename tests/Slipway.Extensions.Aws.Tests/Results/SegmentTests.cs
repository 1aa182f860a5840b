using Slipway.Extensions.Aws.Tests.Objects;
using Slipway.Results;

namespace Slipway.Extensions.Aws.Tests.Results;

/// <summary>What is written where, in how many calls, and what is made of damage.</summary>
public sealed class SegmentTests : IDisposable
{
    private static readonly TimeSpan Deadline = TimeSpan.FromSeconds(30);

    private readonly MemoryObjects _objects = new();
    private readonly S3ResultStore _store;

    public SegmentTests() => _store = new S3ResultStore(_objects);

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    public void Dispose() => _store.Dispose();

    [Fact]
    public async Task The_stored_format_is_the_one_that_earlier_versions_wrote()
    {
        await using (var run = await _store.OpenAsync("run-1", Cancel))
            await run.RecordAsync(new RecordedSlot(new ResultKey(UInt128.One << 120, 2), 3), "{}"u8.ToArray(), Cancel);
        Assert.Equal(["runs/run-1/log/0000000001", "runs/run-1/log/0000000002"], _objects.Keys);
        var launch = Convert.ToHexStringLower(_objects["runs/run-1/log/0000000001"].AsSpan(18, 16));
        var mark = Convert.ToHexStringLower("SLIPWAY SEGMENT 1\n"u8);
        Assert.Equal($"{mark}{launch}0000000000000000CHECKSUM", Masked("runs/run-1/log/0000000001"));
        Assert.Equal(
            $"{mark}{launch}0100000000000000CHECKSUM"
            + "26000000CHECKSUM01000000000000000000000000000000" + "00000000000000000000000000000002" + "03000000" + "7b7d",
            Masked("runs/run-1/log/0000000002"));

        string Masked(string key)
        {
            var hex = Convert.ToHexStringLower(_objects[key]);
            hex = $"{hex[..84]}CHECKSUM{hex[92..]}";
            return hex.Length > 92 ? $"{hex[..100]}CHECKSUM{hex[108..]}" : hex;
        }
    }

    [Fact]
    public async Task Records_that_wait_at_the_same_time_are_one_write()
    {
        var arrived = new TaskCompletionSource();
        var released = new TaskCompletionSource<Fate>();
        await using var run = await _store.OpenAsync("run-1", Cancel);
        _objects.Fates = _ => arrived.TrySetResult() ? released.Task : Task.FromResult(Fate.Answered);
        var first = run.RecordAsync(Slot(0), new byte[100], Cancel).AsTask();
        await arrived.Task.WaitAsync(Deadline, Cancel);
        var others = Enumerable.Range(1, 1_000).Select(i => run.RecordAsync(Slot(i), new byte[100], Cancel).AsTask()).ToList();
        Assert.DoesNotContain(others, task => task.IsCompleted);
        released.SetResult(Fate.Answered);
        await Task.WhenAll(others.Append(first)).WaitAsync(Deadline, Cancel);

        Assert.Equal(["list", "put", "put", "put"], _objects.Calls.Select(call => call.Split(' ')[0]));
        Assert.Equal(1_001, await CountAsync());
    }

    [Fact]
    public async Task No_segment_grows_without_end()
    {
        await using (var run = await _store.OpenAsync("run-1", Cancel))
            await Task.WhenAll(Enumerable.Range(0, 100).Select(i => run.RecordAsync(Slot(i), new byte[300_000], Cancel).AsTask()));
        Assert.All(_objects.Keys, key => Assert.InRange(_objects[key].Length, 1, 8 * 1024 * 1024));
        Assert.InRange(_objects.Keys.Count, 5, 20);
        Assert.Equal(100, await CountAsync());
    }

    [Fact]
    public async Task A_long_log_of_small_segments_is_read_in_few_calls()
    {
        await using (var run = await _store.OpenAsync("run-1", Cancel))
        {
            for (var i = 0; i < 200; i++)
                await run.RecordAsync(Slot(i % 150), BitConverter.GetBytes(i), Cancel);
        }

        var before = _objects.Calls.Count;
        await using var again = await _store.OpenAsync("run-1", Cancel);
        var calls = _objects.Calls.Skip(before).ToList();

        // A list, its own first segment; then three copies of 64, the first launch's own, and the eight that are in no copy.
        Assert.Equal(1 + 1 + 3 + 1 + 8, calls.Count);
        Assert.Equal(150, again.Recorded.Count);
        for (var i = 0; i < 150; i++)
            Assert.Equal(i < 50 ? i + 150 : i, BitConverter.ToInt32((await again.ReadAsync(Slot(i), Cancel)).Span));
    }

    [Fact]
    public async Task A_copy_that_can_not_be_written_is_done_without()
    {
        _objects.Fates = call => Task.FromResult(call.Contains(".from-", StringComparison.Ordinal) ? Fate.RequestLost : Fate.Answered);
        await using (var run = await _store.OpenAsync("run-1", Cancel))
        {
            for (var i = 0; i < 70; i++)
                await run.RecordAsync(Slot(i), new byte[1], Cancel);
        }

        Assert.Equal(71, _objects.Keys.Count);
        Assert.Equal(70, await CountAsync());
    }

    [Fact]
    public async Task What_does_not_stay_in_memory_is_read_from_its_place()
    {
        var store = new S3ResultStore(_objects, keptInMemory: 10);
        await using (var run = await store.OpenAsync("run-1", Cancel))
        {
            await Task.WhenAll(Enumerable.Range(0, 5).Select(i => run.RecordAsync(Slot(i), new byte[] { (byte)i, 1, 2, 3 }, Cancel).AsTask()));
            for (var i = 0; i < 5; i++)
                Assert.Equal([(byte)i, 1, 2, 3], (await run.ReadAsync(Slot(i), Cancel)).ToArray());
        }

        await using var again = await store.OpenAsync("run-1", Cancel);
        var before = _objects.Calls.Count;
        for (var i = 0; i < 5; i++)
            Assert.Equal([(byte)i, 1, 2, 3], (await again.ReadAsync(Slot(i), Cancel)).ToArray());
        Assert.Equal(3, _objects.Calls.Count - before);

        var damaged = _objects.Keys.Single(key => _objects[key].Length > SegmentFormat.Header);
        _objects[damaged] = [.. _objects[damaged].Select(value => (byte)~value)];
        await Assert.ThrowsAsync<ResultStoreException>(async () =>
        {
            for (var i = 0; i < 5; i++)
                await again.ReadAsync(Slot(i), Cancel);
        });
    }

    [Fact]
    public async Task A_segment_with_any_wrong_bit_is_told_and_not_believed()
    {
        await using (var run = await _store.OpenAsync("run-1", Cancel))
            await run.RecordAsync(Slot(1), new byte[5], Cancel);
        const string key = "runs/run-1/log/0000000002";
        var whole = _objects[key];
        for (var at = 0; at < whole.Length; at++)
        {
            var broken = (byte[])whole.Clone();
            broken[at] ^= (byte)(1 << (at % 8));
            _objects[key] = broken;
            Assert.Equal("results.unreadable", (await Assert.ThrowsAsync<ResultStoreException>(async () => await _store.OpenAsync("run-1", Cancel))).Code);
        }

        for (var length = 0; length < whole.Length; length++)
        {
            _objects[key] = whole[..length];
            // A segment without records is whole as well: only S3 itself could have cut it there.
            if (length != SegmentFormat.Header)
                await Assert.ThrowsAsync<ResultStoreException>(async () => await _store.OpenAsync("run-1", Cancel));
        }
    }

    [Fact]
    public async Task A_segment_that_was_deleted_is_missed()
    {
        await using (var run = await _store.OpenAsync("run-1", Cancel))
        {
            for (var i = 0; i < 3; i++)
                await run.RecordAsync(Slot(i), new byte[1], Cancel);
        }

        _objects.Delete("runs/run-1/log/0000000003");
        var missing = await Assert.ThrowsAsync<ResultStoreException>(async () => await _store.OpenAsync("run-1", Cancel));
        Assert.Equal("results.unreadable", missing.Code);
        Assert.Contains("runs/run-1/log/0000000003", missing.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_damaged_cached_result_is_none()
    {
        await _store.CacheAsync(Slot(1).Key, new byte[10], null, Cancel);
        var key = Assert.Single(_objects.Keys);
        var whole = _objects[key];
        for (var at = 0; at < whole.Length; at++)
        {
            var broken = (byte[])whole.Clone();
            broken[at] ^= 1;
            _objects[key] = broken;
            Assert.Null(await _store.FindCachedAsync(Slot(1).Key, DateTimeOffset.UnixEpoch, Cancel));
        }
    }

    [Theory]
    [InlineData("../other")]
    [InlineData(".hidden")]
    [InlineData("a/b")]
    [InlineData("ä")]
    [InlineData("")]
    public async Task A_run_id_is_never_a_path(string id)
    {
        Assert.Equal("results.bad-run-id", (await Assert.ThrowsAsync<ResultStoreException>(async () => await _store.OpenAsync(id, Cancel))).Code);
        Assert.Equal("results.bad-run-id", (await Assert.ThrowsAsync<ResultStoreException>(async () => await _store.FindOrderAsync(id, Cancel))).Code);
    }

    private static RecordedSlot Slot(int key) => new(new ResultKey(0, (UInt128)key), 0);

    private async Task<int> CountAsync()
    {
        await using var run = await _store.OpenAsync("run-1", Cancel);
        return run.Recorded.Count;
    }
}
