using Slipway.Core.Runs;
using Slipway.Reporting;
using Slipway.Running;
using Slipway.Tests.Calls;

namespace Slipway.Tests.Mapping;

public sealed class MapTests
{
    private readonly MemorySink _sink = new();
    private readonly Step _square = new("square");

    [Fact]
    public async Task Results_come_in_the_order_of_the_items_and_no_more_run_at_once_than_allowed()
    {
        var running = 0;
        var most = 0;
        var result = await RunAsync(async () =>
        {
            var squares = await Run.MapAsync(Enumerable.Range(0, 500), item => _square.CallAsync(item, async (value, _) =>
            {
                var now = Interlocked.Increment(ref running);
                InterlockedMax(ref most, now);
                await Task.Yield();
                Interlocked.Decrement(ref running);
                return value * value;
            }), maxConcurrency: 4);
            Assert.Equal(Enumerable.Range(0, 500).Select(item => item * item), squares);
            return squares.Count;
        });
        Assert.Equal(500, result.ThrowIfNotCompleted().Value);
        Assert.InRange(most, 1, 4);
        Assert.Equal(500, result.TaskRuns.Completed);
    }

    [Fact]
    public async Task Progress_is_told_about_a_hundred_times()
    {
        await RunAsync(async () =>
        {
            await Run.MapAsync(Enumerable.Range(0, 10_000).ToList(), item => _square.CallAsync(item, value => value));
            return 0;
        });
        var progress = _sink.Events.OfType<MapProgressed>().ToList();
        Assert.InRange(progress.Count, 90, 110);
        Assert.Equal((0L, 10_000L, false), (progress[0].Done, progress[0].Total, progress[0].HasEnded));
        Assert.Equal((10_000L, true), (progress[^1].Done, progress[^1].HasEnded));
        Assert.All(progress, one => Assert.Equal(1, one.Map));
    }

    [Fact]
    public async Task After_a_failure_no_item_is_taken_and_the_first_failure_is_thrown()
    {
        var taken = 0;
        var result = await RunAsync(async () =>
        {
            await Run.MapAsync(Items(), item => _square.CallAsync(item, value => value == 5 ? throw new InvalidDataException("five") : value), maxConcurrency: 2);
            return 0;
        });
        Assert.Equal("five", Assert.IsType<InvalidDataException>(result.Exception).Message);
        Assert.InRange(taken, 6, 500);

        IEnumerable<int> Items()
        {
            for (var i = 0; i < 1_000_000; i++)
            {
                taken++;
                yield return i;
            }
        }
    }

    [Fact]
    public async Task Cancelling_takes_no_further_item()
    {
        using var cancel = new CancellationTokenSource();
        var taken = 0;
        var result = await FlowRunner.RunAsync(
            "map",
            async _ =>
            {
                await Run.MapAsync(ItemsAsync(), async item =>
                {
                    if (item == 10)
                        await cancel.CancelAsync();
                }, maxConcurrency: 2);
                return 0;
            },
            cancellationToken: cancel.Token);
        Assert.Equal(RunState.Cancelled, result.State);
        Assert.InRange(taken, 11, 1_000);

        async IAsyncEnumerable<int> ItemsAsync()
        {
            for (var i = 0; i < 1_000_000; i++)
            {
                await Task.Yield();
                taken++;
                yield return i;
            }
        }
    }

    [Fact]
    public async Task It_is_a_bounded_loop_outside_a_run()
    {
        Assert.Equal([2, 3, 4], await Run.MapAsync([1, 2, 3], item => Task.FromResult(item + 1)));
        Assert.Empty(await Run.MapAsync(Array.Empty<int>(), item => Task.FromResult(item)));
        await Assert.ThrowsAsync<ArgumentOutOfRangeException>(() => Run.MapAsync([1], item => Task.FromResult(item), maxConcurrency: 0));
    }

    [Fact]
    public async Task A_lambda_is_a_task_with_a_name_and_inputs()
    {
        var result = await RunAsync(async () =>
        {
            await Run.TaskAsync("note", "a", static _ => Task.CompletedTask);
            return await Run.TaskAsync("add", (Left: 1, Right: 2), static (given, _) => Task.FromResult(given.Left + given.Right), new TaskAttribute { RunName = "add {inputs}" });
        });
        Assert.Equal(3, result.ThrowIfNotCompleted().Value);
        Assert.Equal(["note", "add (1, 2)"], _sink.Events.OfType<TaskRunCreated>().Select(created => created.Name));
        Assert.EndsWith("/add", _sink.Events.OfType<TaskRunCreated>().Last().Site, StringComparison.Ordinal);
        Assert.Equal(3, await Run.TaskAsync("add", 1, static given => Task.FromResult(given + 2)));
    }

    private static void InterlockedMax(ref int most, int now)
    {
        for (var seen = most; now > seen; seen = most)
            Interlocked.CompareExchange(ref most, now, seen);
    }

    private Task<FlowRunResult> RunAsync(Func<Task<int>> flow) =>
        FlowRunner.RunAsync("map", _ => flow(), new FlowRunOptions { Sinks = [_sink] }, TestContext.Current.CancellationToken);
}
