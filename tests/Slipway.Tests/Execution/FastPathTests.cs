using Slipway.Running;
using Slipway.Tests.Calls;

namespace Slipway.Tests.Execution;

public sealed class FastPathTests
{
    private const int Calls = 10_000;
    private static readonly Step Step = new("step");
    private static readonly Task<int> Answer = Task.FromResult(42);
    private static readonly Func<int, Runtime.Attempt, Task<int>> Body = static (_, _) => Answer;

    [Fact]
    public async Task A_call_that_nobody_listens_to_costs_its_task_run_and_the_context_that_carries_it()
    {
        // Away from the contexts of the test framework, whose values would be carried along.
        Task<long> run;
        using (ExecutionContext.SuppressFlow())
            run = Task.Run(MeasureAsync, TestContext.Current.CancellationToken);
        // A task run of 144 bytes, an execution context of 40 and its map of 32: three objects.
        Assert.InRange(await run, 150 * Calls, 240 * Calls);
    }

    private static async Task<long> MeasureAsync()
    {
        var result = await FlowRunner.RunAsync("measure", _ =>
        {
            CallAll();
            var before = GC.GetAllocatedBytesForCurrentThread();
            CallAll();
            return Task.FromResult(GC.GetAllocatedBytesForCurrentThread() - before);
        });
        return (long)result.ThrowIfNotCompleted().Value!;
    }

    private static void CallAll()
    {
        for (var i = 0; i < Calls; i++)
        {
            if (Step.CallAsync(i, Body) is not { IsCompletedSuccessfully: true } task || !ReferenceEquals(task, Answer))
                throw new InvalidOperationException("The body's own task was expected.");
        }
    }
}
