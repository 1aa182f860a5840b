using System.Collections.Concurrent;
using Slipway.Extensions.Aws.Tests.Objects;
using Slipway.Results;

namespace Slipway.Extensions.Aws.Tests.Results;

/// <summary>Of two launches one can record; and nothing that was confirmed is ever lost, whatever becomes of calls.</summary>
public sealed class FenceTests : IDisposable
{
    private const string Second = "runs/run-1/log/0000000002";
    private const string Third = "runs/run-1/log/0000000003";
    private static readonly TimeSpan Deadline = TimeSpan.FromSeconds(30);

    private readonly MemoryObjects _objects = new();
    private readonly S3ResultStore _store;

    public FenceTests() => _store = new S3ResultStore(_objects);

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    public void Dispose() => _store.Dispose();

    [Fact]
    public async Task A_write_on_its_way_when_a_newer_launch_begins_is_refused()
    {
        await using var older = await _store.OpenAsync("run-1", Cancel);
        var (arrived, released) = Hold($"put {Second}");
        var writing = older.RecordAsync(Slot(1), new byte[] { 1 }, Cancel).AsTask();
        await arrived.WaitAsync(Deadline, Cancel);

        await using var newer = await _store.OpenAsync("run-1", Cancel);
        released.SetResult(Fate.Answered);
        var refused = await Assert.ThrowsAsync<ResultStoreException>(() => writing);

        Assert.Equal("results.fenced", refused.Code);
        Assert.Empty(newer.Recorded);
        await newer.RecordAsync(Slot(2), new byte[] { 2 }, Cancel);
        Assert.Equal([Slot(2)], await RecordedAsync());
    }

    [Fact]
    public async Task A_write_that_arrives_before_a_newer_launch_begins_is_found_by_it()
    {
        await using var older = await _store.OpenAsync("run-1", Cancel);
        var (arrived, released) = Hold($"put {Second}");
        // The newer launch has seen the list before the older one writes.
        var opening = _store.OpenAsync("run-1", Cancel).AsTask();
        await arrived.WaitAsync(Deadline, Cancel);
        _objects.Fates = static _ => Task.FromResult(Fate.Answered);
        await older.RecordAsync(Slot(1), new byte[] { 1 }, Cancel);
        released.SetResult(Fate.Answered);
        await using var newer = await opening;

        Assert.Equal([Slot(1)], newer.Recorded);
        Assert.Equal([1], (await newer.ReadAsync(Slot(1), Cancel)).ToArray());
        Assert.Equal("results.fenced", (await Assert.ThrowsAsync<ResultStoreException>(async () => await older.RecordAsync(Slot(2), new byte[] { 2 }, Cancel))).Code);
    }

    [Fact]
    public async Task A_write_whose_answer_got_lost_and_that_is_sent_again_is_no_fence()
    {
        Strike($"put {Second}", Fate.SentTwice);
        await using (var run = await _store.OpenAsync("run-1", Cancel))
        {
            await run.RecordAsync(Slot(1), new byte[] { 1 }, Cancel);
            await run.RecordAsync(Slot(2), new byte[] { 2 }, Cancel);
        }

        Assert.Equal([Slot(1), Slot(2)], await RecordedAsync());
    }

    [Fact]
    public async Task A_launch_whose_first_write_is_sent_twice_goes_on()
    {
        Strike("put runs/run-1/log/0000000001", Fate.SentTwice);
        await using (var run = await _store.OpenAsync("run-1", Cancel))
            await run.RecordAsync(Slot(1), new byte[] { 1 }, Cancel);
        Assert.Equal([Slot(1)], await RecordedAsync());
    }

    [Fact]
    public async Task A_newer_launch_begins_although_an_older_one_writes_all_the_time()
    {
        await using var older = await _store.OpenAsync("run-1", Cancel);
        var position = 1;
        // The older one is always quicker, five times in a row.
        _objects.Fates = async call =>
        {
            if (call == $"put runs/run-1/log/{position + 1:D10}" && position < 6)
            {
                position++;
                _objects[$"runs/run-1/log/{position:D10}"] = _objects["runs/run-1/log/0000000001"];
                await Task.Yield();
            }

            return Fate.Answered;
        };
        var before = _objects.Calls.Count;
        await using var newer = await _store.OpenAsync("run-1", Cancel);
        Assert.Equal(["list", "put", "put", "put", "put", "put", "put"], _objects.Calls.Skip(before).Take(7).Select(call => call.Split(' ')[0]));
        Assert.Equal("results.fenced", (await Assert.ThrowsAsync<ResultStoreException>(async () => await older.RecordAsync(Slot(1), new byte[] { 1 }, Cancel))).Code);
    }

    [Fact]
    public async Task A_write_that_failed_for_its_caller_and_was_done_all_the_same_is_found_later()
    {
        Strike($"put {Second}", Fate.AnswerLost);
        await using (var run = await _store.OpenAsync("run-1", Cancel))
        {
            Assert.Equal("results.not-written", (await Assert.ThrowsAsync<ResultStoreException>(async () => await run.RecordAsync(Slot(1), new byte[] { 1 }, Cancel))).Code);
            await run.RecordAsync(Slot(2), new byte[] { 2 }, Cancel);
            Assert.Equal([1], (await run.ReadAsync(Slot(1), Cancel)).ToArray());
            Assert.Contains(Third, _objects.Keys);
        }

        Assert.Equal([Slot(1), Slot(2)], await RecordedAsync());
    }

    [Fact]
    public async Task A_write_that_never_arrived_leaves_no_gap()
    {
        Strike($"put {Second}", Fate.RequestLost);
        await using (var run = await _store.OpenAsync("run-1", Cancel))
        {
            await Assert.ThrowsAsync<ResultStoreException>(async () => await run.RecordAsync(Slot(1), new byte[] { 1 }, Cancel));
            await run.RecordAsync(Slot(2), new byte[] { 2 }, Cancel);
        }

        Assert.Equal([Slot(2)], await RecordedAsync());
    }

    [Fact]
    public async Task Launches_that_take_over_from_each_other_at_any_moment_lose_nothing_and_record_alone()
    {
        const int launches = 40;
        var seed = Random.Shared.Next();
        var random = new Random(seed);
        var fates = new ConcurrentQueue<int>(Enumerable.Range(0, 100_000).Select(_ => random.Next(100)));
        _objects.Fates = async call =>
        {
            fates.TryDequeue(out var number);
            for (var i = 0; i < number % 7; i++)
                await Task.Yield();
            return !call.StartsWith("put", StringComparison.Ordinal) ? Fate.Answered : number switch
            {
                < 6 => Fate.SentTwice,
                < 10 => Fate.AnswerLost,
                < 14 => Fate.RequestLost,
                _ => Fate.Answered,
            };
        };

        var confirmed = new ConcurrentBag<RecordedSlot>();
        await Task.WhenAll(Enumerable.Range(1, launches).Select(number => Task.Run(() => LaunchAsync(number))));

        _objects.Fates = static _ => Task.FromResult(Fate.Answered);
        var recorded = await RecordedAsync();
        Assert.NotEmpty(confirmed);
        Assert.True(confirmed.All(recorded.Contains), $"seed {seed}: confirmed and lost");

        async Task LaunchAsync(int number)
        {
            try
            {
                await using var run = await _store.OpenAsync("run-1", Cancel);
                for (var i = 0; i < 50; i++)
                {
                    var slot = new RecordedSlot(new ResultKey(0, (UInt128)number), i);
                    try
                    {
                        await run.RecordAsync(slot, new byte[] { (byte)i }, Cancel);
                        confirmed.Add(slot);
                    }
                    catch (ResultStoreException exception) when (exception.Code == "results.not-written")
                    {
                        // Nobody was told that it is recorded, so it may be there or not.
                    }
                }
            }
            catch (ResultStoreException)
            {
                // Taken over, or its beginning was struck.
            }
        }
    }

    [Fact]
    public async Task After_a_newer_launch_has_begun_an_older_one_never_records()
    {
        var seed = Random.Shared.Next();
        for (var round = 0; round < 200; round++)
        {
            var random = new Random(seed + round);
            _objects.Fates = async _ =>
            {
                int yields;
                lock (random)
                    yields = random.Next(6);
                for (var i = 0; i < yields; i++)
                    await Task.Yield();
                return Fate.Answered;
            };
            var id = $"race-{round}";
            await using var older = await _store.OpenAsync(id, Cancel);
            var confirmed = new ConcurrentQueue<RecordedSlot>();
            var writing = Task.Run(
                async () =>
                {
                    for (var i = 0; ; i++)
                    {
                        await older.RecordAsync(Slot(i), new byte[] { 1 }, Cancel);
                        confirmed.Enqueue(Slot(i));
                    }
                },
                Cancel);
            await using var newer = await _store.OpenAsync(id, Cancel);
            Assert.Equal("results.fenced", (await Assert.ThrowsAsync<ResultStoreException>(() => writing.WaitAsync(Deadline, Cancel))).Code);
            // All that the older one was told of, the newer one knew when it began: there is no later one.
            Assert.True(confirmed.All(newer.Recorded.Contains), $"seed {seed}, round {round}");
        }
    }

    private static RecordedSlot Slot(int key) => new(new ResultKey(0, (UInt128)key), 0);

    private async Task<List<RecordedSlot>> RecordedAsync()
    {
        await using var run = await _store.OpenAsync("run-1", Cancel);
        return [.. run.Recorded.OrderBy(slot => slot.Key.Low)];
    }

    /// <summary>The next call of this kind gets a fate.</summary>
    private void Strike(string call, Fate fate)
    {
        var left = 1;
        _objects.Fates = made => Task.FromResult(made == call && Interlocked.Decrement(ref left) == 0 ? fate : Fate.Answered);
    }

    /// <summary>Holds the next call of this kind before it is done.</summary>
    private (Task Arrived, TaskCompletionSource<Fate> Released) Hold(string call)
    {
        var arrived = new TaskCompletionSource();
        var released = new TaskCompletionSource<Fate>();
        _objects.Fates = made => made == call && arrived.TrySetResult() ? released.Task : Task.FromResult(Fate.Answered);
        return (arrived.Task, released);
    }
}
