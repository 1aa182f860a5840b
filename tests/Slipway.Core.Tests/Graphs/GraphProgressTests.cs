using FsCheck;
using FsCheck.Fluent;
using Slipway.Core.Graphs;
using Slipway.Core.Runs;
using Slipway.Core.Tests.Flows;

namespace Slipway.Core.Tests.Graphs;

public sealed class GraphProgressTests
{
    private static readonly Config Thorough = Config.QuickThrowOnFailure.WithMaxTest(300);

    private static readonly TaskRunState[] Ends =
    [
        new(RunState.Completed), new(RunState.Completed), new(RunState.Completed), new(RunState.Failed), new(RunState.Failed, StateVariant.TimedOut),
        new(RunState.Crashed), new(RunState.Cancelled),
    ];

    [Fact]
    public void What_waits_for_nothing_is_ready_first()
    {
        var step = GraphProgress.Next(Graph("a", "b", "c: a, b"), new Dictionary<string, TaskRunState>(), StopCause.None);
        Assert.Equal(["a", "b"], step.Ready.Select(node => node.Name));
        Assert.Empty(step.Settled);
        Assert.Null(step.End);
    }

    [Fact]
    public void A_failure_goes_down_the_graph_and_no_further()
    {
        var states = new Dictionary<string, TaskRunState> { ["a"] = new(RunState.Failed), ["b"] = new(RunState.Completed) };
        var step = GraphProgress.Next(Graph("a", "b", "c: a", "d: c, b", "e: b"), states, StopCause.None);
        Assert.Equal(["c", "d"], step.Settled.Select(settled => settled.Node.Name));
        Assert.All(step.Settled, settled => Assert.Equal(new TaskRunState(RunState.Failed, StateVariant.UpstreamFailed), settled.State));
        Assert.Equal(["'a' did not complete", "'c' did not complete"], step.Settled.Select(settled => settled.Reason));
        Assert.Equal(["e"], step.Ready.Select(node => node.Name));
        Assert.Null(step.End);
    }

    [Theory]
    [InlineData(RunState.Completed, StopCause.None, "Completed")]
    [InlineData(RunState.Completed, StopCause.Requested, "Completed")]
    [InlineData(RunState.Failed, StopCause.None, "Failed")]
    [InlineData(RunState.Crashed, StopCause.None, "Failed")]
    [InlineData(RunState.Cancelled, StopCause.None, "Cancelled")]
    [InlineData(RunState.Cancelled, StopCause.Requested, "Cancelled")]
    [InlineData(RunState.Failed, StopCause.Requested, "Cancelled")]
    [InlineData(RunState.Cancelled, StopCause.TimedOut, "Failed/TimedOut")]
    public void The_run_ends_as_its_tasks_did(RunState state, StopCause stop, string expected) => Assert.Equal(
        expected,
        GraphProgress.Next(Graph("a", "b: a"), new Dictionary<string, TaskRunState> { ["a"] = new(state), ["b"] = state == RunState.Completed ? new(state) : TaskRunState.Pending }, stop).End.ToString());

    [Fact]
    public void A_stopped_run_starts_nothing_more()
    {
        var states = new Dictionary<string, TaskRunState> { ["a"] = new(RunState.Running) };
        var step = GraphProgress.Next(Graph("a", "b", "c: a"), states, StopCause.Requested);
        Assert.Empty(step.Ready);
        Assert.Equal(["b", "c"], step.Settled.Select(settled => settled.Node.Name));
        Assert.Null(step.End);
    }

    [Fact]
    public void Any_graph_ends_with_every_task_in_the_state_that_its_upstream_allows() =>
        Prop.ForAll(Gen.Choose(0, int.MaxValue - 1).ToArbitrary(), seed =>
        {
            var random = new Random(seed);
            var graph = RandomGraph(random);
            var states = new Dictionary<string, TaskRunState>(StringComparer.Ordinal);
            var started = new HashSet<string>(StringComparer.Ordinal);
            for (var round = 0; ; round++)
            {
                Assert.True(round < 1000, "The run does not end.");
                var step = GraphProgress.Next(graph, states, StopCause.None);
                foreach (var settled in step.Settled)
                {
                    Assert.DoesNotContain(settled.Node.Name, started);
                    Assert.Contains(settled.Node.Upstream, name => states.TryGetValue(name, out var state) && state.State.IsFinal() && state.State != RunState.Completed);
                    states[settled.Node.Name] = settled.State;
                }

                if (step.End is { } end)
                {
                    Assert.Equal(states.Values.All(state => state.State == RunState.Completed), end.State == RunState.Completed);
                    break;
                }

                // Some of what is ready starts, and something that runs ends.
                foreach (var node in step.Ready.Where(_ => random.Next(2) == 0 || states.Count == 0))
                {
                    Assert.All(node.Upstream, name => Assert.Equal(RunState.Completed, states[name].State));
                    Assert.True(started.Add(node.Name));
                    states[node.Name] = new TaskRunState(RunState.Running);
                }

                var running = states.Where(pair => !pair.Value.State.IsFinal()).Select(pair => pair.Key).ToList();
                if (running.Count > 0)
                    states[running[random.Next(running.Count)]] = Ends[random.Next(Ends.Length)];
            }

            return graph.Nodes.All(node => states[node.Name].State.IsFinal());
        }).Check(Thorough);

    [Fact]
    public void A_cycle_is_found_wherever_it_is_and_only_then() =>
        Prop.ForAll(Gen.Choose(0, int.MaxValue - 1).ToArbitrary(), seed =>
        {
            var random = new Random(seed);
            var count = random.Next(2, 9);
            var edges = Enumerable.Range(0, count).ToDictionary(
                i => $"t{i}",
                i => (IReadOnlyList<TaskEdge>)[.. Enumerable.Range(0, i).Where(_ => random.Next(3) == 0).Select(j => new TaskEdge($"t{j}", EdgeKind.Needs))],
                StringComparer.Ordinal);
            Assert.Null(FlowGraph.FindCycle(edges));

            // A path down from the first to the last, and back.
            for (var i = 1; i < count; i++)
                edges[$"t{i}"] = [.. edges[$"t{i}"], new TaskEdge($"t{i - 1}", EdgeKind.Needs)];
            edges["t0"] = [new TaskEdge($"t{random.Next(count)}", EdgeKind.Needs)];
            var cycle = FlowGraph.FindCycle(edges);
            Assert.NotNull(cycle);
            Assert.Equal(cycle[0], cycle[^1]);
            Assert.All(cycle.Zip(cycle.Skip(1)), pair => Assert.Contains(edges[pair.First], edge => edge.Upstream == pair.Second));
            return cycle.Skip(1).Distinct().Count() == cycle.Count - 1;
        }).Check(Thorough);

    private static FlowGraph Graph(params string[] tasks) => FlowGraph.Of(FlowDocuments.Of(tasks));

    private static FlowGraph RandomGraph(Random random) => Graph([.. Enumerable.Range(0, random.Next(1, 12)).Select(i =>
    {
        var upstream = Enumerable.Range(0, i).Where(_ => random.Next(4) == 0).Select(j => $"t{j}").ToList();
        return upstream.Count == 0 ? $"t{i}" : $"t{i}: {string.Join(", ", upstream)}";
    })]);
}
