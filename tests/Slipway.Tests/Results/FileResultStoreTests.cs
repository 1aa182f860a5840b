using Slipway.Results;

namespace Slipway.Tests.Results;

public sealed class FileResultStoreTests : ResultStoreConformance, IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public FileResultStoreTests() => Store = new FileResultStore(_folder.Path);

    protected override IResultStore Store { get; }

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    private string Log => Path.Combine(_folder.Path, "runs", "run-1", "results.log");

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task The_stored_format_is_the_one_that_earlier_versions_wrote()
    {
        await using (var run = await Store.OpenAsync("run-1", Cancel))
            await run.RecordAsync(new RecordedSlot(new ResultKey(UInt128.One << 120, 2), 3), "{}"u8.ToArray(), Cancel);
        Assert.Equal(
            Convert.ToHexStringLower("SLIPWAY RESULTS 1\n"u8)
            + "26000000" + "CHECKSUM"
            + "01000000000000000000000000000000" + "00000000000000000000000000000002" + "03000000" + "7b7d",
            Masked(await File.ReadAllBytesAsync(Log, Cancel)));
        Assert.Equal("0000000000000000001\n", await File.ReadAllTextAsync(Path.Combine(_folder.Path, "runs", "run-1", "launch"), Cancel));

        // The checksum that RFC 3720 gives for its test pattern, so that other programs can read the format.
        Assert.Equal(0x8A9136AAu, Checksum.Of(new byte[32]));

        static string Masked(byte[] log)
        {
            var hex = Convert.ToHexStringLower(log);
            var at = (FileRecords.Mark.Length + 4) * 2;
            return string.Concat(hex.AsSpan(0, at), "CHECKSUM", hex.AsSpan(at + 8));
        }
    }

    [Fact]
    public async Task A_log_cut_off_anywhere_keeps_every_whole_record_and_goes_on()
    {
        await using (var run = await Store.OpenAsync("run-1", Cancel))
        {
            for (var i = 0; i < 3; i++)
                await run.RecordAsync(Slot(i), new byte[i * 10], Cancel);
        }

        var whole = await File.ReadAllBytesAsync(Log, Cancel);
        int[] ends = [FileRecords.Mark.Length, 0, 0, 0];
        for (var i = 0; i < 3; i++)
            ends[i + 1] = ends[i] + FileRecords.Frame + FileRecords.Header + (i * 10);
        Assert.Equal(whole.Length, ends[3]);
        for (var length = 0; length <= whole.Length; length++)
        {
            await File.WriteAllBytesAsync(Log, whole[..length], Cancel);
            var expected = Math.Max(0, ends.Count(end => end <= length) - 1);
            await using (var cut = await Store.OpenAsync("run-1", Cancel))
            {
                Assert.Equal(expected, cut.Recorded.Count);
                await cut.RecordAsync(Slot(9), new byte[] { 9 }, Cancel);
            }

            await using var after = await Store.OpenAsync("run-1", Cancel);
            Assert.Equal(expected + 1, after.Recorded.Count);
            Assert.Equal([9], (await after.ReadAsync(Slot(9), Cancel)).ToArray());
        }
    }

    [Fact]
    public async Task A_record_with_any_wrong_bit_and_what_follows_it_is_not_believed()
    {
        await using (var run = await Store.OpenAsync("run-1", Cancel))
        {
            await run.RecordAsync(Slot(1), new byte[5], Cancel);
            await run.RecordAsync(Slot(2), new byte[5], Cancel);
        }

        var whole = await File.ReadAllBytesAsync(Log, Cancel);
        var second = FileRecords.Mark.Length + FileRecords.Frame + FileRecords.Header + 5;
        for (var at = second; at < whole.Length; at++)
        {
            var broken = (byte[])whole.Clone();
            broken[at] ^= (byte)(1 << (at % 8));
            await File.WriteAllBytesAsync(Log, broken, Cancel);
            await using var run = await Store.OpenAsync("run-1", Cancel);
            Assert.Equal(Slot(1), Assert.Single(run.Recorded));
        }
    }

    [Fact]
    public async Task Something_else_in_the_logs_place_is_not_written_over()
    {
        Directory.CreateDirectory(Path.GetDirectoryName(Log)!);
        await File.WriteAllTextAsync(Log, "SLIPWAY RESULTS 2\nnewer", Cancel);
        var refused = await Assert.ThrowsAsync<ResultStoreException>(async () => await Store.OpenAsync("run-1", Cancel));
        Assert.Equal("results.unreadable", refused.Code);
        Assert.Equal("SLIPWAY RESULTS 2\nnewer", await File.ReadAllTextAsync(Log, Cancel));
    }

    [Fact]
    public async Task A_half_written_cache_file_is_none()
    {
        var key = Slot(1).Key;
        await Store.CacheAsync(key, new byte[100], null, Cancel);
        var path = Assert.Single(Directory.GetFiles(Path.Combine(_folder.Path, "cache"), "*", SearchOption.AllDirectories));
        var whole = await File.ReadAllBytesAsync(path, Cancel);
        for (var length = 0; length < whole.Length; length++)
        {
            await File.WriteAllBytesAsync(path, whole[..length], Cancel);
            Assert.Null(await Store.FindCachedAsync(key, DateTimeOffset.UnixEpoch, Cancel));
        }
    }

    [Theory]
    [InlineData("../other")]
    [InlineData(".hidden")]
    [InlineData("a/b")]
    [InlineData("ä")]
    public async Task A_run_id_is_never_a_path(string id)
    {
        var refused = await Assert.ThrowsAsync<ResultStoreException>(async () => await Store.OpenAsync(id, Cancel));
        Assert.Equal("results.bad-run-id", refused.Code);
    }

    private static RecordedSlot Slot(int key) => new(new ResultKey(0, (UInt128)key), 0);
}
