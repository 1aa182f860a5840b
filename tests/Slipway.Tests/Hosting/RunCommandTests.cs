using System.Runtime.InteropServices;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Slipway.Reporting;
using Slipway.Tests.Calls;

namespace Slipway.Tests.Hosting;

public sealed class RunCommandTests
{
    private static readonly TimeSpan Deadline = TimeSpan.FromSeconds(30);

    private readonly Step _work = new("work");

    [Fact]
    public async Task A_completed_flow_says_so_and_shows_its_result()
    {
        using var host = new HostRun(HostFlows.Simple("hello", async call => new { Greeting = await _work.CallAsync("you", name => "hello " + name) }));
        Assert.Equal(0, await host.RunAsync("run", "hello"));
        Assert.Equal("", host.Out);
        Assert.Contains("slipway: hello completed after ", host.Error, StringComparison.Ordinal);
        Assert.Contains(": 1 task run\n  result: {\"greeting\":\"hello you\"}\n", host.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_failed_flow_names_the_task_the_cause_and_the_authors_own_lines()
    {
        var flaky = new Step("flaky", new TaskAttribute { Retries = 1 });
        using var host = new HostRun(HostFlows.Simple("hello", async call =>
        {
            await flaky.RunAsync(1, (_, _) => ReadAsync());
            return null;
        }));
        Assert.Equal(1, await host.RunAsync("run", "hello"));
        Assert.Contains("slipway: hello failed after ", host.Error, StringComparison.Ordinal);
        Assert.Contains("  ✗ flaky after 2 attempts  InvalidDataException: The file is empty.\n", host.Error, StringComparison.Ordinal);
        Assert.Contains("  System.IO.InvalidDataException: The file is empty.\n     at Slipway.Tests.Hosting.RunCommandTests.ReadAsync()", host.Error, StringComparison.Ordinal);
        Assert.DoesNotContain("Slipway.Execution", host.Error, StringComparison.Ordinal);
        Assert.DoesNotContain("CompilerServices", host.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_flow_that_runs_too_long_ends_with_its_own_code()
    {
        using var host = new HostRun(HostFlows.Simple(
            "hello",
            async call =>
            {
                await Task.Delay(Timeout.InfiniteTimeSpan, TimeProvider.System, call.CancellationToken);
                return null;
            },
            new FlowAttribute("hello") { TimeoutSeconds = 0.05 }));
        Assert.Equal(122, await host.RunAsync("run", "hello").WaitAsync(Deadline, TestContext.Current.CancellationToken));
        Assert.Contains("slipway: hello timed out after ", host.Error, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(PosixSignal.SIGINT, 130)]
    [InlineData(PosixSignal.SIGTERM, 143)]
    public async Task A_signal_cancels_waits_for_bodies_and_reports(PosixSignal signal, int exitCode)
    {
        var running = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        var cleanedUp = false;
        using var host = new HostRun(HostFlows.Simple("hello", async call =>
        {
            await _work.RunAsync(1, async (_, attempt) =>
            {
                running.SetResult();
                try
                {
                    await Task.Delay(Timeout.InfiniteTimeSpan, TimeProvider.System, attempt.Token(default));
                }
                finally
                {
                    cleanedUp = true;
                }
            });
            return null;
        }));
        var run = host.RunAsync("run", "hello");
        await running.Task.WaitAsync(Deadline, TestContext.Current.CancellationToken);
        host.Interrupts.Raise(signal);
        Assert.Equal(exitCode, await run.WaitAsync(Deadline, TestContext.Current.CancellationToken));
        Assert.True(cleanedUp);
        Assert.Contains("stopping: waiting for what runs to end", host.Error, StringComparison.Ordinal);
        Assert.Contains("work  cancelled", host.Error, StringComparison.Ordinal);
        Assert.Contains("slipway: hello was cancelled after ", host.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_second_signal_ends_at_once()
    {
        var running = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        var never = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        using var host = new HostRun(HostFlows.Simple("hello", async call =>
        {
            running.SetResult();
            await never.Task;
            return null;
        }));
        var run = host.RunAsync("run", "hello");
        await running.Task.WaitAsync(Deadline, TestContext.Current.CancellationToken);
        host.Interrupts.Raise(PosixSignal.SIGINT);
        host.Interrupts.Raise(PosixSignal.SIGTERM);
        Assert.Equal(130, await run.WaitAsync(Deadline, TestContext.Current.CancellationToken));
        Assert.Contains("ended at once", host.Error, StringComparison.Ordinal);
        never.SetResult();
    }

    [Fact]
    public async Task Events_go_to_the_file_and_to_the_programs_own_sinks()
    {
        using var host = new HostRun(HostFlows.Simple("hello", async call => await _work.CallAsync(1, value => value)));
        var own = new MemorySink();
        host.App.Sinks.Add(own);
        Assert.Equal(0, await host.RunAsync("run", "hello", "--json-events", "events/run.jsonl", "--run-id", "my-run"));
        var lines = await File.ReadAllLinesAsync(Path.Combine(host.Folder, "events", "run.jsonl"), TestContext.Current.CancellationToken);
        Assert.Equal(own.Events.Count, lines.Length);
        Assert.StartsWith("{\"event\":\"flow-run-started\",\"sequence\":1,", lines[0], StringComparison.Ordinal);
        Assert.Contains("\"flowRunId\":\"my-run\"", lines[0], StringComparison.Ordinal);
        Assert.Contains("\"state\":\"completed\"", lines[^1], StringComparison.Ordinal);
    }

    [Fact]
    public async Task Services_are_made_for_the_run_and_their_loggers_write_to_it()
    {
        using var host = new HostRun(HostFlows.Simple("hello", async call =>
        {
            var service = (Talking)call.Services.GetService(typeof(Talking))!;
            await _work.RunAsync(1, (_, _) =>
            {
                service.Talk();
                return Task.CompletedTask;
            });
            return null;
        }));
        host.App.Services.AddSingleton<Talking>();
        Assert.Equal(0, await host.RunAsync("run", "hello"));
        Assert.Contains("work | warning: said by a service", host.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Slots_of_the_command_line_go_over_those_of_the_program()
    {
        var together = 0;
        var most = 0;
        var gate = new Lock();
        var slotted = new Step("slotted", new TaskAttribute { Slots = ["database"] });
        using var host = new HostRun(HostFlows.Simple("hello", async call =>
        {
            await Task.WhenAll(Enumerable.Range(0, 6).Select(i => slotted.RunAsync(i, async (_, _) =>
            {
                lock (gate)
                    most = Math.Max(most, ++together);
                await Task.Yield();
                lock (gate)
                    together--;
            })));
            return null;
        }));
        host.App.Slots["database"] = 6;
        Assert.Equal(0, await host.RunAsync("run", "hello", "--slots", "database=1"));
        Assert.Equal(1, most);
    }

    [Fact]
    public async Task The_debug_variable_shows_the_whole_exception()
    {
        using var host = new HostRun(HostFlows.Simple("hello", _ => throw new InvalidDataException("no")));
        host.Variables["SLIPWAY_DEBUG"] = "1";
        Assert.Equal(1, await host.RunAsync("run", "hello"));
        Assert.Contains("Slipway.Execution", host.Error, StringComparison.Ordinal);
    }

    private static async Task ReadAsync()
    {
        await Task.Yield();
        throw new InvalidDataException("The file is empty.");
    }

    private sealed class Talking(ILogger<Talking> logger)
    {
#pragma warning disable CA1848, CA1873 // One line of a test.
        public void Talk() => logger.LogWarning("said by a service");
#pragma warning restore CA1848, CA1873
    }
}
