using Slipway.Reporting;
using Slipway.Running;
using Slipway.Tests.Calls;

namespace Slipway.Tests.Execution;

public sealed class SlotTests
{
    private readonly MemorySink _sink = new();
    private readonly Step _query = new("query", new TaskAttribute { Slots = ["warehouse"] });

    [Fact]
    public async Task No_more_attempts_run_than_there_are_slots_and_the_others_say_that_they_wait()
    {
        var running = 0;
        var most = 0;
        var gates = Enumerable.Range(0, 6).Select(_ => new TaskCompletionSource()).ToArray();
        var entered = Enumerable.Range(0, 6).Select(_ => new TaskCompletionSource()).ToArray();
        var order = -1;
        var run = StartAsync(2, async () =>
        {
            await Task.WhenAll(Enumerable.Range(0, 6).Select(i => _query.CallAsync(i, async (value, _) =>
            {
                most = Math.Max(most, Interlocked.Increment(ref running));
                var place = Interlocked.Increment(ref order);
                entered[place].SetResult();
                await gates[place].Task;
                Interlocked.Decrement(ref running);
                return value;
            })));
            return 0;
        });
        for (var i = 0; i < 6; i++)
        {
            await entered[i].Task.WaitAsync(TimeSpan.FromSeconds(30), TestContext.Current.CancellationToken);
            gates[i].SetResult();
        }

        (await run).ThrowIfNotCompleted();
        Assert.InRange(most, 1, 2);
        Assert.Equal(4, Enumerable.Range(1, 6).Count(id => Trace.States(_sink, id).SequenceEqual(["Pending", "Running", "Completed"])));
    }

    [Fact]
    public async Task A_slot_is_given_back_after_a_failure()
    {
        var result = await StartAsync(1, async () =>
        {
            for (var i = 0; i < 3; i++)
                await Assert.ThrowsAsync<IOException>(() => _query.CallAsync<int, int>(i, (_, _) => throw new IOException("down")));
            return await _query.CallAsync(9, value => value);
        });
        Assert.Equal(9, result.ThrowIfNotCompleted().Value);
    }

    [Fact]
    public async Task A_task_shares_the_slot_of_its_caller()
    {
        var result = await StartAsync(1, async () => await _query.CallAsync(1, async (value, _) => await _query.CallAsync(value, inner => inner + 1)));
        Assert.Equal(2, result.ThrowIfNotCompleted().Value);
    }

    [Fact]
    public async Task A_synchronous_task_waits_for_its_slot()
    {
        var result = await StartAsync(1, async () =>
        {
            var first = new TaskCompletionSource();
            var holds = new TaskCompletionSource();
            var holder = _query.CallAsync(1, async (value, _) =>
            {
                holds.SetResult();
                await first.Task;
                return value;
            });
            await holds.Task;
            var waiter = Task.Run(() => _query.Call(2, (value, _) => value));
            await WaitForAsync(() => Trace.States(_sink, 2).Contains("Pending", StringComparer.Ordinal));
            first.SetResult();
            return await holder + await waiter;
        });
        Assert.Equal(3, result.ThrowIfNotCompleted().Value);
    }

    private static async Task WaitForAsync(Func<bool> condition)
    {
        using var deadline = new CancellationTokenSource(TimeSpan.FromSeconds(30));
        while (!condition())
        {
            deadline.Token.ThrowIfCancellationRequested();
            await Task.Yield();
        }
    }

    private Task<FlowRunResult> StartAsync(int slots, Func<Task<int>> flow) =>
        FlowRunner.RunAsync(
            "slots",
            _ => flow(),
            new FlowRunOptions { Sinks = [_sink], Slots = new Dictionary<string, int>(StringComparer.Ordinal) { ["warehouse"] = slots } },
            TestContext.Current.CancellationToken);
}
