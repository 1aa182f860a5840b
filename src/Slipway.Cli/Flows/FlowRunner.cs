using System.Text.Json.Nodes;
using Slipway.Aws;
using Slipway.Core.Errors;
using Slipway.Core.Expressions;
using Slipway.Core.Flows;
using Slipway.Core.Graphs;
using Slipway.Core.Launches;
using Slipway.Core.Runs;

namespace Slipway.Cli.Flows;

/// <summary>
/// Runs a flow of containers: what is ready starts, as far as there is room; what fails is tried again as its author says. It remembers nothing beyond
/// its process. It needs not: launches are named after run, task and attempt, so the same run started again adopts what runs and takes over what has ended.
/// </summary>
internal sealed class FlowRunner : IDisposable
{
    private readonly FlowRunOrder _order;
    private readonly ITaskLauncher _launcher;
    private readonly IFlowListener _listener;
    private readonly TimeProvider _time;
    private readonly Lock _gate = new();
    private readonly Dictionary<string, TaskRunRecord> _records;
    private readonly HashSet<string> _wanted;
    private readonly TaskCompletionSource _stopping = new();
    private readonly CancellationTokenSource _stop = new();
    private StopCause _cause;

    /// <summary>Makes a runner for one run.</summary>
    public FlowRunner(FlowRunOrder order, ITaskLauncher launcher, IFlowListener listener, TimeProvider time)
    {
        (_order, _launcher, _listener, _time) = (order, launcher, listener, time);
        _records = order.Graph.Nodes.ToDictionary(node => node.Name, node => new TaskRunRecord(node), StringComparer.Ordinal);
        _wanted = order.Graph.Edges.Values.SelectMany(edges => edges).Where(edge => edge.Kind == EdgeKind.Result).Select(edge => edge.Upstream).ToHashSet(StringComparer.Ordinal);
    }

    /// <summary>Runs the flow to its end.</summary>
    /// <param name="letGo">Lets go of everything: ECS tasks go on, and the same run started again adopts them.</param>
    public async Task<FlowRunResult> RunAsync(CancellationToken letGo)
    {
        var slots = new RunSlots(_order.MaxConcurrency);
        await using var limit = _order.Flow.Timeout is { } timeout
            ? _time.CreateTimer(_ => Stop(StopCause.TimedOut), null, timeout, Timeout.InfiniteTimeSpan)
            : null;
        var working = new Dictionary<string, Task>(StringComparer.Ordinal);
        while (true)
        {
            var step = GraphProgress.Next(_order.Graph, States(), _cause);
            foreach (var settled in step.Settled.Where(settled => !working.ContainsKey(settled.Node.Name)))
                Change(settled.Node, settled.State, 0, settled.Reason);
            if (step.End is { } end && working.Count == 0)
                return new FlowRunResult(end, [.. _order.Graph.Nodes.Select(node => _records[node.Name])]);

            if (_cause == StopCause.None)
            {
                foreach (var node in step.Ready.Where(node => !working.ContainsKey(node.Name)))
                    working[node.Name] = RunTaskAsync(node, slots, letGo);
            }

            if (working.Count == 0)
                continue;
            IEnumerable<Task> signals = _cause == StopCause.None ? [.. working.Values, _stopping.Task] : working.Values;
            await Task.WhenAny(signals);
            foreach (var (name, task) in working.Where(pair => pair.Value.IsCompleted).ToList())
            {
                await task;
                working.Remove(name);
            }
        }
    }

    /// <summary>Stops the run: nothing more starts, and every ECS task is asked to stop. The first cause counts.</summary>
    public void Stop(StopCause cause)
    {
        lock (_gate)
        {
            if (_cause != StopCause.None)
                return;
            _cause = cause;
        }

        _stop.Cancel();
        _stopping.TrySetResult();
    }

    /// <inheritdoc/>
    public void Dispose() => _stop.Dispose();

    private async Task RunTaskAsync(TaskNode node, RunSlots slots, CancellationToken letGo)
    {
        var task = _order.Flow.Tasks![node.Task];
        var failures = new List<AttemptFailure>();
        for (var number = 1; ; number++)
        {
            if (!await EnterAsync(slots, letGo))
            {
                Change(node, new TaskRunState(RunState.Cancelled), number - 1, StopWords());
                return;
            }

            AttemptEnd end;
            try
            {
                if (TaskInputs.Bind(_order.Flow.SettingsOf(task), ScopeOf(node), out var settings) is { Count: > 0 } problems)
                {
                    Change(node, new TaskRunState(RunState.Failed), number, string.Join("; ", problems));
                    return;
                }

                Change(node, new TaskRunState(RunState.Running), number, null);
                var attempt = new TaskAttempt(node, number, _order.Id.LaunchOf(node.Name, number), settings, task.Timeout, _wanted.Contains(node.Task));
                end = await RunAttemptAsync(attempt, letGo);
            }
            catch (Exception exception) when (exception is SlipwayException or AwsException)
            {
                // This task cannot be launched; what does not need it goes on.
                Change(node, new TaskRunState(RunState.Crashed), number, exception.Message);
                return;
            }
            finally
            {
                slots.Leave();
            }

            lock (_gate)
                _records[node.Name] = _records[node.Name] with { Attempts = [.. _records[node.Name].Attempts, end] };
            if (end.Failure is not { } failure)
            {
                Change(node, new TaskRunState(RunState.Completed), number, null);
                return;
            }

            failures.Add(failure);
            var decision = RetryRule.After(task.Retries, failures, Chance(end.Launch));
            if (!decision.Again || _stop.IsCancellationRequested)
            {
                Change(node, TaskOutcome.StateOf(failure.Class), number, end.Reason);
                return;
            }

            var wait = decision.Delay - (end.EndedAt is { } ended ? _time.GetUtcNow() - ended : TimeSpan.Zero);
            wait = wait > decision.Delay ? decision.Delay : wait;
            Change(node, new TaskRunState(RunState.AwaitingRetry), number, $"{end.Reason} {Sentence(decision.Reason)}{(wait > TimeSpan.Zero ? $", in {Running.Words.Of(wait)}" : "")}");
            if (wait > TimeSpan.Zero)
                await PauseAsync(wait, letGo);
        }
    }

    private async Task<AttemptEnd> RunAttemptAsync(TaskAttempt attempt, CancellationToken letGo)
    {
        var running = _launcher.RunAsync(attempt, _listener.LaunchOf(attempt.Node), letGo);
        if (await Task.WhenAny(running, _stopping.Task) == running)
            return await running;

        Change(attempt.Node, new TaskRunState(RunState.Cancelling), attempt.Number, null);
        await _launcher.StopAsync(attempt.Launch, StopWords(), letGo);
        return await running;
    }

    private ExpressionScope ScopeOf(TaskNode node)
    {
        lock (_gate)
        {
            return new ExpressionScope
            {
                RunId = _order.Id.Value,
                Parameters = _order.Parameters,
                Matrix = node.Matrix?.ToDictionary() ?? new Dictionary<string, string>(),
                Results = _wanted.ToDictionary(name => name, ResultOf, StringComparer.Ordinal),
            };
        }
    }

    // The result of a task with a matrix is the list of its task runs' results.
    private JsonNode? ResultOf(string task)
    {
        var runs = _order.Graph.Nodes.Where(node => node.Task == task).Select(node => _records[node.Name]).ToList();
        var results = runs.ConvertAll(run => run.Attempts is [.., { Result: { } result }] ? result.DeepClone() : null);
        return runs[0].Node.Matrix is null ? results[0] : new JsonArray([.. results]);
    }

    private async Task<bool> EnterAsync(RunSlots slots, CancellationToken letGo)
    {
        using var either = CancellationTokenSource.CreateLinkedTokenSource(_stop.Token, letGo);
        var entered = await slots.EnterAsync(either.Token);
        letGo.ThrowIfCancellationRequested();
        return entered;
    }

    private async Task PauseAsync(TimeSpan wait, CancellationToken letGo)
    {
        using var either = CancellationTokenSource.CreateLinkedTokenSource(_stop.Token, letGo);
        try
        {
            await Task.Delay(wait, _time, either.Token);
        }
        catch (OperationCanceledException) when (!letGo.IsCancellationRequested)
        {
            // Stopped: the next look at the slots sees it.
        }
    }

    private void Change(TaskNode node, TaskRunState state, int attempt, string? reason)
    {
        lock (_gate)
        {
            var record = _records[node.Name];
            _records[node.Name] = record with { States = [.. record.States, state], Reason = reason };
            _listener.Changed(node, state, attempt, reason);
        }
    }

    private Dictionary<string, TaskRunState> States()
    {
        lock (_gate)
            return _records.ToDictionary(pair => pair.Key, pair => pair.Value.State, StringComparer.Ordinal);
    }

    private string StopWords() => _cause == StopCause.TimedOut ? "the flow run took too long" : "the flow run was stopped";

    // The same launch has the same luck: a run that is started again waits as long.
    private static double Chance(LaunchId launch) => Convert.ToInt32(launch.Value[^4..], 16) / (double)0xffff;

    private static string Sentence(string words) => char.ToUpperInvariant(words[0]) + words[1..];
}
