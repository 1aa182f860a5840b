using Slipway.Core.Expressions;
using Slipway.Core.Flows;

namespace Slipway.Core.Graphs;

/// <summary>What a flow runs, and in which order: known before any run, and complete.</summary>
public sealed class FlowGraph
{
    private FlowGraph(IReadOnlyDictionary<string, IReadOnlyList<TaskEdge>> edges, IReadOnlyList<TaskNode> nodes)
    {
        Edges = edges;
        Nodes = nodes;
    }

    /// <summary>The tasks that each task waits for, in the order of the file.</summary>
    public IReadOnlyDictionary<string, IReadOnlyList<TaskEdge>> Edges { get; }

    /// <summary>The task runs: tasks before those that wait for them, otherwise in the order of the file.</summary>
    public IReadOnlyList<TaskNode> Nodes { get; }

    /// <summary>Makes the graph of a flow that nothing is wrong with.</summary>
    /// <exception cref="ArgumentException">The flow has a cycle, or names a task that is not there.</exception>
    public static FlowGraph Of(ContainerFlow flow)
    {
        ArgumentNullException.ThrowIfNull(flow);
        var tasks = flow.Tasks ?? new Dictionary<string, ContainerTask>();
        var edges = new OrderedDictionary<string, IReadOnlyList<TaskEdge>>(StringComparer.Ordinal);
        foreach (var (name, task) in tasks)
        {
            edges[name] = EdgesOf(task);
            if (edges[name].FirstOrDefault(edge => !tasks.ContainsKey(edge.Upstream)) is { } stray)
                throw new ArgumentException($"Task '{name}' waits for '{stray.Upstream}', which is not a task of the flow.", nameof(flow));
        }

        var names = new Dictionary<string, IReadOnlyList<string>>(StringComparer.Ordinal);
        foreach (var (name, task) in tasks)
            names[name] = [.. Instances(task).Select(matrix => name + matrix?.Label)];

        var nodes = new List<TaskNode>();
        foreach (var name in InOrder(edges))
        {
            var upstream = edges[name].SelectMany(edge => names[edge.Upstream]).Distinct(StringComparer.Ordinal).ToList();
            nodes.AddRange(Instances(tasks[name]).Select(matrix => new TaskNode(name + matrix?.Label, name, matrix, upstream)));
        }

        return new FlowGraph(edges, nodes);
    }

    /// <summary>The tasks that a task waits for: those whose results it uses, and those that <c>needs</c> names. Each once, and first as a result.</summary>
    public static IReadOnlyList<TaskEdge> EdgesOf(ContainerTask task)
    {
        ArgumentNullException.ThrowIfNull(task);
        var texts = (task.Container.Command ?? []).Concat(task.Container.Env?.Values ?? []);
        var results = texts
            .Select(text => Expression.IsIn(text) && Expression.TryParse(text, out var expression, out _) && expression.Root == ExpressionRoot.Tasks ? expression.Name : null)
            .OfType<string>()
            .Select(name => new TaskEdge(name, EdgeKind.Result));
        return [.. results.Concat((task.Needs ?? []).Select(name => new TaskEdge(name, EdgeKind.Needs))).DistinctBy(edge => edge.Upstream)];
    }

    /// <summary>Finds a cycle.</summary>
    /// <param name="edges">What each task waits for; names of tasks that are not there are passed over.</param>
    /// <returns>The tasks of one cycle, the first one again at the end, each waited for by the one before it; null when there is none.</returns>
    public static IReadOnlyList<string>? FindCycle(IReadOnlyDictionary<string, IReadOnlyList<TaskEdge>> edges)
    {
        ArgumentNullException.ThrowIfNull(edges);
        var left = new Dictionary<string, HashSet<string>>(StringComparer.Ordinal);
        foreach (var (name, own) in edges)
            left[name] = [.. own.Select(edge => edge.Upstream).Where(edges.ContainsKey)];

        // What waits for nothing, or only for what is gone already, is in no cycle.
        for (var free = Free(left); free.Count > 0; free = Free(left))
        {
            foreach (var name in free)
                left.Remove(name);
            foreach (var waits in left.Values)
                waits.ExceptWith(free);
        }

        if (left.Count == 0)
            return null;

        // Each task that is left waits for one that is left: go along until one comes again.
        var path = new List<string>();
        var at = edges.Keys.First(left.ContainsKey);
        while (!path.Contains(at))
        {
            path.Add(at);
            at = edges[at].Select(edge => edge.Upstream).First(left[at].Contains);
        }

        return [.. path[path.IndexOf(at)..], at];
    }

    private static List<string> Free(Dictionary<string, HashSet<string>> left) => [.. left.Where(pair => pair.Value.Count == 0).Select(pair => pair.Key)];

    private static IEnumerable<MatrixCombination?> Instances(ContainerTask task)
    {
        if (task.Matrix is { } matrix)
            return matrix.Combinations();
        return [null];
    }

    private static List<string> InOrder(OrderedDictionary<string, IReadOnlyList<TaskEdge>> edges)
    {
        var order = new List<string>();
        var done = new HashSet<string>(StringComparer.Ordinal);
        while (order.Count < edges.Count)
        {
            var next = edges.FirstOrDefault(pair => !done.Contains(pair.Key) && pair.Value.All(edge => done.Contains(edge.Upstream)));
            if (next.Key is null)
                throw new ArgumentException($"The flow's tasks wait for each other: {string.Join(" → ", FindCycle(edges)!)}.", nameof(edges));
            order.Add(next.Key);
            done.Add(next.Key);
        }

        return order;
    }
}
