using Slipway.Core.Errors;
using Slipway.Core.Runs;
using Slipway.Reporting;
using Slipway.Results;
using Slipway.Running;
using Slipway.Runtime;
using Slipway.TestKits.Time;
using Slipway.Tests.Calls;
using Slipway.Tests.Execution;

namespace Slipway.Tests.Results;

public sealed class ResumeTests
{
    private readonly MemoryResultStore _store = new();
    private readonly ManualTimeProvider _clock = new();
    private readonly List<string> _ran = [];
    private MemorySink _sink = new();

    [Fact]
    public async Task A_recorded_result_is_returned_and_what_failed_runs_again()
    {
        var fails = true;
        var first = await RunAsync(FlowAsync);
        Assert.Equal(RunState.Failed, first.State);
        Assert.Equal(["extract 1", "clean 2"], _ran);

        fails = false;
        _ran.Clear();
        var second = await RunAsync(FlowAsync);
        Assert.Equal(20, second.ThrowIfNotCompleted().Value);
        Assert.Equal(["clean 2"], _ran);
        Assert.Equal(["Completed/Cached"], Trace.States(_sink, 1));
        Assert.Equal(new TaskRunCounts(2, 1, 1, 0, 0, 0), second.TaskRuns);

        async Task<int> FlowAsync()
        {
            var raw = await Step("extract").CallAsync(1, input => Ran("extract", input) + 1);
            return await Step("clean").CallAsync(raw, input => Ran("clean", input) == 2 && fails ? throw new IOException("down") : input * 10);
        }
    }

    [Fact]
    public async Task A_changed_input_version_or_path_runs_what_it_changes_and_nothing_else()
    {
        await RunAsync(() => FlowAsync(1, "1", withCheck: false));
        _ran.Clear();
        await RunAsync(() => FlowAsync(1, "2", withCheck: false));
        Assert.Equal(["load 11"], _ran);
        _ran.Clear();
        await RunAsync(() => FlowAsync(2, "2", withCheck: false));
        Assert.Equal(["extract 2", "load 12"], _ran);
        _ran.Clear();
        await RunAsync(() => FlowAsync(2, "2", withCheck: true));
        Assert.Equal(["check 2"], _ran);
        _ran.Clear();
        await RunAsync(() => FlowAsync(1, "1", withCheck: true));
        Assert.Equal(["check 1"], _ran);

        async Task<int> FlowAsync(int day, string version, bool withCheck)
        {
            if (withCheck)
                await Step("check").CallAsync(day, input => Ran("check", input));
            var raw = await Step("extract").CallAsync(day, input => Ran("extract", input) + 10);
            return await new Step("load", version: version).CallAsync(raw, input => Ran("load", input));
        }
    }

    [Fact]
    public async Task Equal_calls_in_parallel_each_keep_their_own_result()
    {
        var next = 0;
        var gates = Enumerable.Range(0, 3).Select(_ => new TaskCompletionSource()).ToArray();
        var first = RunAsync(async () =>
        {
            var calls = Enumerable.Range(0, 3).Select(_ => Step("poll").CallAsync("same", async (_, attempt) =>
            {
                var mine = next++;
                await gates[mine].Task;
                return mine == 1 ? throw new IOException("down") : mine;
            })).ToArray();
            // They end in another order than they began.
            foreach (var gate in gates.Reverse())
                gate.SetResult();
            await Task.WhenAll(calls);
            return 0;
        });
        Assert.Equal(RunState.Failed, (await first).State);

        var again = new List<int>();
        var second = await RunAsync(async () =>
        {
            var results = await Task.WhenAll(Enumerable.Range(0, 3).Select(_ => Step("poll").CallAsync("same", _ =>
            {
                again.Add(1);
                return 9;
            })));
            return results.Order().Aggregate(0, (all, one) => (all * 10) + one);
        });
        Assert.Equal(29, second.ThrowIfNotCompleted().Value);
        Assert.Single(again);
    }

    [Fact]
    public async Task The_idempotency_key_is_the_same_after_a_resume_and_another_for_each_equal_call()
    {
        var keys = new List<string>();
        await RunAsync(() => FlowAsync(fails: true));
        await RunAsync(() => FlowAsync(fails: false));
        Assert.Equal(3, keys.Count);
        Assert.Equal(keys[1], keys[2]);
        Assert.NotEqual(keys[0], keys[1]);
        Assert.All(keys, key => Assert.Equal(32, key.Length));

        async Task<int> FlowAsync(bool fails)
        {
            await Step("pay").CallAsync("order", Note);
            return await Step("pay").CallAsync("order", (input, attempt) =>
            {
                keys.Add(attempt.IdempotencyKey);
                return fails ? throw new IOException("down") : Task.FromResult(1);
            });
        }

        int Note(string input)
        {
            keys.Add(Run.IdempotencyKey);
            return 0;
        }
    }

    [Fact]
    public async Task A_nested_task_is_recorded_for_its_caller_and_forgotten_when_the_caller_is_recorded()
    {
        var fails = true;
        await RunAsync(FlowAsync);
        Assert.Equal(["outer 1", "inner 1", "inner 2"], _ran);
        fails = false;
        _ran.Clear();
        await RunAsync(FlowAsync);
        Assert.Equal(["outer 1", "inner 2"], _ran);
        _ran.Clear();
        Assert.Equal(3, (await RunAsync(FlowAsync)).Value);
        Assert.Empty(_ran);

        Task<int> FlowAsync() => Step("outer").CallAsync(1, async (input, _) =>
        {
            Ran("outer", input);
            var one = await Step("inner").CallAsync(1, inner => Ran("inner", inner));
            return one + await Step("inner").CallAsync(2, inner => Ran("inner", inner) == 2 && fails ? throw new IOException("down") : inner);
        });
    }

    [Fact]
    public async Task The_next_attempt_of_a_task_gets_what_its_tasks_recorded_in_the_last_one()
    {
        var outer = new Step("outer", new TaskAttribute { Retries = 1 });
        var result = await RunAsync(() => outer.CallAsync(1, async (input, attempt) =>
        {
            await Step("inner").CallAsync(1, inner => Ran("inner", inner));
            return attempt.Number == 1 ? throw new IOException("down") : 5;
        }));
        Assert.Equal(5, result.ThrowIfNotCompleted().Value);
        Assert.Equal(["inner 1"], _ran);
    }

    [Fact]
    public async Task A_flow_that_is_retried_remembers_without_a_store()
    {
        var flow = new FlowDefinition
        {
            Id = "Tests.Flow",
            Name = "daily",
            Settings = new FlowAttribute { Retries = 1 },
            Invoke = async _ =>
            {
                await Step("extract").CallAsync(1, input => Ran("extract", input));
                return Run.Attempt == 1 ? throw new IOException("down") : 1;
            },
        };
        var result = await FlowRunner.RunAsync(flow, cancellationToken: TestContext.Current.CancellationToken);
        Assert.Equal(1, result.ThrowIfNotCompleted().Value);
        Assert.Equal(["extract 1"], _ran);
    }

    [Fact]
    public async Task A_manual_retry_in_the_flow_is_the_next_try_of_the_same_call()
    {
        var keys = new List<string>();
        await RunAsync(async () =>
        {
            for (var i = 0; ; i++)
            {
                try
                {
                    return await Step("pay").CallAsync("order", (_, attempt) =>
                    {
                        keys.Add(attempt.IdempotencyKey);
                        return keys.Count == 1 ? throw new IOException("down") : Task.FromResult(i);
                    });
                }
                catch (IOException)
                {
                    // Once more.
                }
            }
        });
        Assert.Equal(2, keys.Count);
        Assert.Equal(keys[0], keys[1]);
    }

    [Fact]
    public async Task Inputs_and_results_without_JSON_run_again_and_say_so_once()
    {
        for (var launch = 0; launch < 2; launch++)
        {
            _sink = new MemorySink();
            var result = await RunAsync(async () =>
            {
                for (var i = 0; i < 2; i++)
                {
                    using var stream = new MemoryStream([1, 2]);
                    await Step("read").CallAsync(stream, (given, _) => Step("inner").CallAsync(1, inner => Ran("inner", inner)));
                    await Step("open").CallAsync(i, _ => new Func<int>(() => Ran("open", i)));
                }

                return 0;
            });
            result.ThrowIfNotCompleted();
            Assert.Equal(0, result.TaskRuns.Cached);
            var lines = _sink.Events.OfType<Logged>().Select(logged => logged.Text).ToList();
            Assert.Equal(2, lines.Count);
            Assert.Contains("read runs again when this run is resumed: its input input can't be part of a key: MemoryStream has no JSON.", lines);
            Assert.Contains(lines, line => line.StartsWith("open runs again when this run is resumed: its result can't be recorded: ", StringComparison.Ordinal));
        }

        Assert.Equal(4, _ran.Count);
    }

    [Fact]
    public async Task A_task_that_is_not_persisted_runs_again_and_its_tasks_do_not()
    {
        var outer = new Step("outer", new TaskAttribute { Persist = false });
        for (var launch = 0; launch < 2; launch++)
        {
            await RunAsync(() => outer.CallAsync(1, async (input, _) =>
            {
                Ran("outer", input);
                return await Step("inner").CallAsync(input, inner => Ran("inner", inner));
            }));
        }

        Assert.Equal(["outer 1", "inner 1", "outer 1"], _ran);
    }

    [Fact]
    public async Task A_recorded_result_of_another_type_is_not_used()
    {
        await RunAsync(() => Step("load").CallAsync(1, _ => "text"));
        var result = await RunAsync(() => Step("load").CallAsync(1, input => Ran("load", input)));
        Assert.Equal(1, result.ThrowIfNotCompleted().Value);
        Assert.Equal(["load 1"], _ran);
    }

    [Fact]
    public async Task Every_kind_of_method_is_recorded_and_large_results_too()
    {
        var text = new string('x', RunMemory.LargestInline + 1);
        for (var launch = 0; launch < 2; launch++)
        {
            var result = await RunAsync(async () =>
            {
                await Step("void").RunAsync(1, (input, _) =>
                {
                    Ran("void", input);
                    return Task.CompletedTask;
                });
                var sum = Step("sync").Call(2, (input, _) => Ran("sync", input));
                sum += await Step("value").CallValueAsync(3, (input, _) => ValueTask.FromResult(Ran("value", input)));
                var large = await Step("large").CallAsync(4, input => Ran("large", input) == 4 ? text : "");
                await using var stream = await Step("stream").CallAsync<int, Stream>(5, input => new MemoryStream(new byte[Ran("stream", input)]));
                using var copy = new MemoryStream();
                await stream.CopyToAsync(copy);
                return sum + large.Length + (int)copy.Length;
            });
            Assert.Equal(10 + text.Length, result.ThrowIfNotCompleted().Value);
        }

        Assert.Equal(["void 1", "sync 2", "value 3", "large 4", "stream 5"], _ran);
    }

    [Fact]
    public async Task An_older_launch_that_wakes_up_can_not_record()
    {
        var sleeps = new TaskCompletionSource();
        var asleep = new TaskCompletionSource();
        var older = RunAsync(() => Step("load").CallAsync(1, async (input, _) =>
        {
            asleep.SetResult();
            await sleeps.Task;
            return 1;
        }));
        await asleep.Task;
        var newer = await RunAsync(() => Step("load").CallAsync(1, _ => 2));
        sleeps.SetResult();

        var refused = await older;
        Assert.Equal(RunState.Failed, refused.State);
        Assert.Equal("results.fenced", Assert.IsAssignableFrom<SlipwayException>(refused.Exception).Code);
        Assert.Equal(2, newer.Value);
        Assert.Equal(2, (await RunAsync(() => Step("load").CallAsync(1, _ => 3))).Value);
    }

    [Fact]
    public async Task Results_are_cached_between_runs_until_they_expire_or_are_refreshed()
    {
        var cached = new Step("load", new TaskAttribute { Cache = CachePolicy.Inputs, CacheExpirySeconds = 60 });
        Task<FlowRunResult> LoadAsync(string run, int input, bool refresh = false) =>
            RunAsync(() => cached.CallAsync(input, given => Ran("load", given)), run, refresh);

        await LoadAsync("a", 1);
        Assert.Equal(1, (await LoadAsync("b", 1)).TaskRuns.Cached);
        await LoadAsync("c", 2);
        Assert.Equal(["load 1", "load 2"], _ran);
        await LoadAsync("d", 1, refresh: true);
        Assert.Equal(3, _ran.Count);
        _clock.Advance(TimeSpan.FromSeconds(60));
        await LoadAsync("e", 1);
        Assert.Equal(4, _ran.Count);

        // It was a cached result once, and stays this run's result.
        _clock.Advance(TimeSpan.FromSeconds(60));
        Assert.Equal(1, (await LoadAsync("b", 1)).TaskRuns.Cached);
        Assert.Equal(4, _ran.Count);
    }

    private static Step Step(string name) => new(name);

    private int Ran(string task, int input)
    {
        lock (_ran)
            _ran.Add($"{task} {input}");
        return input;
    }

    private Task<FlowRunResult> RunAsync<T>(Func<Task<T>> flow, string run = "run-1", bool refresh = false) =>
        FlowRunner.RunAsync(
            "resume",
            _ => flow(),
            new FlowRunOptions { RunId = run, Results = _store, Sinks = [_sink = new MemorySink()], Clock = _clock, RefreshCache = refresh },
            TestContext.Current.CancellationToken);
}
