using System.Text;
using Slipway.TestKits.Snapshots;
using Xunit.Sdk;

namespace Slipway.TestKits.Flows;

/// <summary>
/// What a flow run did, in a text without times and ids: the same whether the flow was written in YAML or in C#. One block for each task run, sorted by
/// name, with the task runs that it came after and the states that it went through; last, the state in which the run ended.
/// </summary>
/// <param name="flow">The flow's name.</param>
public sealed class GoldenTrace(string flow)
{
    private const string UpdateVariable = "SLIPWAY_UPDATE_SNAPSHOTS";

    private readonly SortedDictionary<string, (SortedSet<string> After, List<string> States)> _tasks = new(StringComparer.Ordinal);
    private string _end = "none";

    /// <summary>A task run: its name, with the values it was mapped over in brackets, and the task runs that it came after.</summary>
    public void Task(string name, IEnumerable<string> after) => Of(name).After.UnionWith(after);

    /// <summary>A task run's next state, as <c>State</c> or <c>State/Variant</c>. The same again says nothing.</summary>
    public void State(string name, string state)
    {
        var states = Of(name).States;
        if (states.Count == 0 || states[^1] != state)
            states.Add(state);
    }

    /// <summary>The state in which the run ended.</summary>
    public void End(string state) => _end = state;

    /// <inheritdoc/>
    public override string ToString()
    {
        var text = new StringBuilder($"flow {flow}\n");
        foreach (var (name, (after, states)) in _tasks)
        {
            text.Append($"task {name}\n");
            if (after.Count > 0)
                text.Append($"  after  {string.Join(", ", after)}\n");
            text.Append($"  states {string.Join(" → ", states)}\n");
        }

        return text.Append($"end {_end}\n").ToString();
    }

    /// <summary>Fails with a line difference when the scenario's golden file holds another trace. <c>SLIPWAY_UPDATE_SNAPSHOTS=1</c> writes it.</summary>
    /// <param name="scenario">The scenario, such as <c>orders</c>.</param>
    public void Match(string scenario)
    {
        var path = PathOf($"{scenario}.txt");
        if (Environment.GetEnvironmentVariable(UpdateVariable) == "1")
            File.WriteAllText(path, ToString());
        var expected = File.Exists(path) ? File.ReadAllText(path) : "";
        if (expected != ToString())
            throw new XunitException($"{Path.GetRelativePath(Repository.Root, path)} differs (- golden, + now).\n{LineDiff.Between(expected, ToString())}");
    }

    /// <summary>The path of a file beside the golden traces: a scenario's flow in YAML.</summary>
    public static string PathOf(string file) => Repository.Path("tests", "Slipway.TestKits", "Flows", "golden", file);

    private (SortedSet<string> After, List<string> States) Of(string name)
    {
        if (!_tasks.TryGetValue(name, out var task))
            _tasks[name] = task = (new SortedSet<string>(StringComparer.Ordinal), []);
        return task;
    }
}
