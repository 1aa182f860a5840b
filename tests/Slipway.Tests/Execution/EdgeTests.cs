using Slipway.Reporting;
using Slipway.Running;
using Slipway.Tests.Calls;

namespace Slipway.Tests.Execution;

public sealed class EdgeTests
{
    private readonly MemorySink _sink = new();
    private readonly Step _make = new("make");
    private readonly Step _use = new("use");

    [Fact]
    public async Task Elements_of_lists_lead_to_what_made_them_or_the_list()
    {
        await RunAsync(async () =>
        {
            var chunks = await _make.CallAsync(2, count => Enumerable.Range(0, count).Select(i => $"chunk {i}").ToArray());
            var parts = await Task.WhenAll(chunks.Select(chunk => _use.CallAsync(chunk, text => text + "!")));
            await _use.CallAsync(parts, all => all.Length);
        });
        Assert.Equal([[], [1], [1], [2, 3]], Upstream());
    }

    [Fact]
    public async Task An_object_passed_through_comes_from_the_last_task_that_returned_it()
    {
        await RunAsync(async () =>
        {
            var made = await _make.CallAsync(1, _ => new object());
            var same = await _make.CallAsync(made, given => given);
            await _use.CallAsync(same, _ => 0);
        });
        Assert.Equal([[], [1], [2]], Upstream());
    }

    [Fact]
    public async Task What_has_no_identity_of_its_own_makes_no_edge()
    {
        await RunAsync(async () =>
        {
            var number = await _make.CallAsync(1, value => value);
            await _use.CallAsync(number, _ => 0);
            var empty = await _make.CallAsync(1, _ => "");
            await _use.CallAsync(empty, _ => 0);
            var none = await _make.CallAsync(1, _ => Array.Empty<string>());
            await _use.CallAsync(none, _ => 0);
            await _use.CallAsync(new[] { 1, 2, 3 }, _ => 0);
        });
        Assert.All(Upstream(), Assert.Empty);
    }

    [Fact]
    public async Task Results_are_not_kept_alive()
    {
        WeakReference? made = null;
        await RunAsync(async () =>
        {
            made = await MakeAsync();
            for (var i = 0; i < 10 && made.IsAlive; i++)
                GC.Collect(2, GCCollectionMode.Forced, blocking: true);
            Assert.False(made.IsAlive);
        });

        async Task<WeakReference> MakeAsync() => new(await _make.CallAsync(1, _ => new byte[1_000]));
    }

    private async Task RunAsync(Func<Task> flow)
    {
        var result = await FlowRunner.RunAsync(
            "edges",
            async _ =>
            {
                await flow();
                return 0;
            },
            new FlowRunOptions { Sinks = [_sink] },
            TestContext.Current.CancellationToken);
        result.ThrowIfNotCompleted();
    }

    private long[][] Upstream() => [.. _sink.Events.OfType<TaskRunCreated>().OrderBy(created => created.TaskRunId).Select(created => created.Upstream.ToArray())];
}
