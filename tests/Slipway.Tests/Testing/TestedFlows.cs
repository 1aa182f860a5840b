using Microsoft.Extensions.Logging;
using Slipway.Runtime;
using Slipway.Tests.Calls;

[assembly: FlowModule(typeof(Slipway.Tests.Testing.TestedFlows))]

namespace Slipway.Tests.Testing;

/// <summary>What the generator would write for the flows under test.</summary>
public sealed class TestedFlows : FlowModule
{
    private static readonly Step Download = new("download", new TaskAttribute { Retries = 2, RetryDelaySeconds = 60, RetryBackoff = 2 });
    private static readonly Step Count = new("count", new TaskAttribute { Retries = 1, RetryDelaySeconds = 10, RunName = "count {input}" });
    private static readonly Step Sum = new("sum");
    private static readonly Step Poll = new("poll");
    private static readonly Step Hang = new("hang", new TaskAttribute { TimeoutSeconds = 90 });

    public override int Contract => 1;

    public override IReadOnlyList<FlowDefinition> Flows =>
    [
        new FlowDefinition
        {
            Id = "Orders.RunAsync",
            Name = "orders",
            Settings = new FlowAttribute("orders") { TimeoutSeconds = 3600 },
            Parameters = [new FlowParameter("day", typeof(DateOnly), true, null, null), new FlowParameter("parts", typeof(int), false, 2, null)],
            Invoke = async call => await OrdersAsync((string[])call.Services.GetService(typeof(string[]))!, call.Argument<int>("parts")),
        },
        new FlowDefinition
        {
            Id = "Polling.RunAsync",
            Name = "polling",
            Settings = new FlowAttribute("polling"),
            Parameters = [new FlowParameter("rounds", typeof(int), true, null, null)],
            Invoke = async call =>
            {
                var clock = (TimeProvider)call.Services.GetService(typeof(TimeProvider))!;
                var seen = await Task.WhenAll(PollAsync(call.Argument<int>("rounds"), clock), PollAsync(1, clock));
                return seen.Sum();
            },
        },
        new FlowDefinition
        {
            Id = "Slow.RunAsync",
            Name = "too-slow",
            Settings = new FlowAttribute("too-slow"),
            Invoke = async call =>
            {
                await Hang.RunAsync(1, async (_, attempt) =>
                {
                    ((TaskCompletionSource)call.Services.GetService(typeof(TaskCompletionSource))!).TrySetResult();
                    await Task.Delay(Timeout.InfiniteTimeSpan, TimeProvider.System, attempt.Token(default));
                });
                return null;
            },
        },
    ];

    public override IReadOnlyList<FlowModule> References => [];

    public override string? TaskVersion(string id) => null;

    internal static async Task<int> OrdersAsync(string[] orders, int parts)
    {
        var lines = await Download.CallAsync("today", _ => orders);
        var counts = await Task.WhenAll(Enumerable.Range(0, parts).Select(part => Count.CallAsync(part, async (number, attempt) =>
        {
            await Task.Yield();
#pragma warning disable CA1848, CA1873 // One line of a test.
            attempt.Logger.LogInformation("part {Number}", number);
#pragma warning restore CA1848, CA1873
            return new[] { lines.Where((_, at) => at % parts == number).Count() };
        })));
        return await Sum.CallAsync(counts[^1], last => counts.Sum(count => count[0]));
    }

    private static Task<int> PollAsync(int rounds, TimeProvider clock) => Poll.CallAsync(rounds, async (left, _) =>
    {
        for (var round = 0; round < left; round++)
            await Task.Delay(TimeSpan.FromMinutes(5), clock);
        return left;
    });
}
