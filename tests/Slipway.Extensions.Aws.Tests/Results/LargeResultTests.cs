using Slipway.Extensions.Aws.Tests.Objects;
using Slipway.Results;

namespace Slipway.Extensions.Aws.Tests.Results;

public sealed class LargeResultTests : IDisposable
{
    private const int Part = 8 * 1024 * 1024;

    private readonly MemoryObjects _objects = new();
    private readonly S3ResultStore _store;

    public LargeResultTests() => _store = new S3ResultStore(_objects);

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    public void Dispose() => _store.Dispose();

    [Theory]
    [InlineData(0, 0)]
    [InlineData(1, 0)]
    [InlineData(Part - 1, 0)]
    [InlineData(Part, 1)]
    [InlineData((Part * 2) + 5, 3)]
    public async Task Content_is_stored_in_one_write_or_in_parts_and_read_in_pieces(int length, int parts)
    {
        var content = new byte[length];
        new Random(1).NextBytes(content);
        await using var run = await _store.OpenAsync("run-1", Cancel);
        var name = await run.WriteLargeAsync(Slot, new Trickle(content), Cancel);
        Assert.Equal(parts, _objects.Calls.Count(call => call.StartsWith("part", StringComparison.Ordinal)));
        Assert.Equal(0, _objects.OpenUploads);

        await using var stream = await run.OpenLargeAsync(name, Cancel);
        Assert.Equal(length, stream.Length);
        using var copy = new MemoryStream();
        // Synchronously, as readers of archives do.
        stream.CopyTo(copy, 100_000);
        Assert.True(copy.ToArray().AsSpan().SequenceEqual(content));
        stream.Seek(-Math.Min(3, length), SeekOrigin.End);
        var end = new byte[3];
        Assert.Equal(Math.Min(3, length), await stream.ReadAsync(end, Cancel));
        Assert.True(content.AsSpan(Math.Max(0, length - 3)).SequenceEqual(end.AsSpan(0, Math.Min(3, length))));
    }

    [Fact]
    public async Task Of_a_stream_that_fails_nothing_stays()
    {
        await using var run = await _store.OpenAsync("run-1", Cancel);
        var before = _objects.Keys.Count;
        await Assert.ThrowsAsync<InvalidDataException>(async () => await run.WriteLargeAsync(Slot, new Trickle(new byte[Part * 2], failsAt: Part + 10), Cancel));
        Assert.Equal(before, _objects.Keys.Count);
        Assert.Equal(0, _objects.OpenUploads);
        Assert.Contains(_objects.Calls, call => call.StartsWith("abort", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Two_launches_never_write_the_same_object()
    {
        await using var first = await _store.OpenAsync("run-1", Cancel);
        await using var second = await _store.OpenAsync("run-1", Cancel);
        var one = await first.WriteLargeAsync(Slot, new MemoryStream([1]), Cancel);
        var two = await second.WriteLargeAsync(Slot, new MemoryStream([2]), Cancel);
        Assert.NotEqual(one, two);
        await using var stream = await second.OpenLargeAsync(one, Cancel);
        Assert.Equal(1, stream.ReadByte());
    }

    private static RecordedSlot Slot => new(new ResultKey(0, 7), 2);

    /// <summary>Gives what it has in uneven pieces, as networks do.</summary>
    private sealed class Trickle(byte[] content, int failsAt = int.MaxValue) : MemoryStream(content, writable: false)
    {
        public override ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default) => Position >= failsAt
            ? throw new InvalidDataException("The source broke off.")
            : base.ReadAsync(buffer[..Math.Min(buffer.Length, 1_000_003)], cancellationToken);
    }
}
