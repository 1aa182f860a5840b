using System.Text.Json.Nodes;
using Slipway.Core.Containers;
using Slipway.Core.Containers.Reading;
using Slipway.Core.Expressions;
using Slipway.Core.Graphs;
using Slipway.Core.Images;
using Slipway.Core.Schedules;

namespace Slipway.Core.Flows.Reading;

/// <summary>Finds what is wrong with a flow beyond the shape of its members: names that stand for nothing, cycles, schedules, images.</summary>
internal sealed class FlowCheck
{
    private readonly ContainerFlow _flow;
    private readonly JsonObject _document;
    private readonly ReadScope _root;
    private readonly IReadOnlyDictionary<string, ContainerTask> _tasks;

    private FlowCheck(ContainerFlow flow, JsonObject document, List<SettingsProblem> problems)
    {
        (_flow, _document) = (flow, document);
        _root = new ReadScope(SettingsPath.Root, problems);
        _tasks = flow.Tasks ?? new Dictionary<string, ContainerTask>();
    }

    /// <summary>Adds everything that is wrong to <paramref name="problems"/>.</summary>
    /// <param name="flow">What could be read.</param>
    /// <param name="document">The document, in which expressions may stand where none belongs.</param>
    /// <param name="problems">What is known to be wrong already.</param>
    public static void Run(ContainerFlow flow, JsonObject document, List<SettingsProblem> problems)
    {
        var check = new FlowCheck(flow, document, problems);
        check.Header();
        check.Schedules();
        foreach (var (name, task) in check._tasks)
            check.Task(name, task, check._root.Member("tasks").Member(name));
        check.Cycles();
        ExpressionCheck.Run(flow, document, problems);
    }

    private void Header()
    {
        if (_flow.Name is { } name && FlowNames.Flow(name) is { } problem)
            _root.Member("name").Problem("settings.bad-name", problem);
        if (_flow.Tasks is { Count: 0 })
            _root.Member("tasks").Problem("flow.no-tasks", "has no task; write at least one, such as extract: {image: job:1.0.0}");
        Timeout(_flow.Timeout, _root);
    }

    private void Schedules()
    {
        for (var i = 0; i < _flow.Schedule?.Count; i++)
        {
            var schedule = _flow.Schedule[i];
            var at = _root.Member("schedule");
            at = _document["schedule"] is JsonArray ? at.Item(i) : at;
            if (schedule.Cron is { } cron && !CronExpression.TryParse(cron, out _, out var problem))
                at.Member("cron").Problem("flow.bad-cron", problem);
            if (schedule.TimeZone is { } zone && !TimeZoneName.TryFind(zone, out _, out var unknown))
                at.Member("timeZone").Problem("flow.bad-time-zone", unknown);

            var parameters = _flow.Parameters ?? new Dictionary<string, FlowParameter>();
            foreach (var (name, value) in schedule.Parameters ?? [])
            {
                var place = at.Member("parameters").Member(name);
                if (!parameters.TryGetValue(name, out var parameter))
                    place.Problem("flow.unknown-parameter", $"is not a parameter of the flow{Suggest(name, parameters.Keys)}");
                else if (value is not null && ParameterValue.Read(parameter, value, out _) is { } wrong)
                    place.Problem("flow.bad-parameter", wrong);
            }
        }
    }

    private void Task(string name, ContainerTask task, ReadScope at)
    {
        Timeout(task.Timeout, at);
        if (task.Retries is { MaxDelay: { } longest, Delay: { } first } && longest < first)
            at.Member("retries").Member("maxDelay").Problem("flow.bad-retries", "is shorter than 'delay'");
        var image = task.Container.Image ?? _flow.Defaults?.Image;
        if (image is null)
            at.Problem("flow.no-image", "has no image; write, for example, image: dbt-model:1.0.1");
        else if (!Expression.IsIn(image) && !ImageReference.TryParse(image, out _, out var problem))
            (task.Container.Image is null ? _root.Member("defaults") : at).Member("image").Problem("image.bad-reference", problem.TrimEnd('.'));
        if (task.Container.Env?.ContainsKey(TaskResult.FileVariable) == true)
            at.Member("env").Member(TaskResult.FileVariable).Problem("flow.reserved-variable", "is set by Slipway, for every task whose result another one uses");

        var isList = _document["tasks"] is JsonObject tasks && tasks[name] is JsonObject own && own["needs"] is JsonArray;
        for (var i = 0; i < task.Needs?.Count; i++)
        {
            var need = task.Needs[i];
            var place = isList ? at.Member("needs").Item(i) : at.Member("needs");
            if (!_tasks.ContainsKey(need))
                place.Problem("flow.unknown-task", $"names no task: '{need}'{Suggest(need, _tasks.Keys.Where(other => other != name))}");
            else if (task.Needs.Take(i).Contains(need, StringComparer.Ordinal))
                place.Problem("flow.twice", $"names '{need}' twice");
        }
    }

    private void Cycles()
    {
        var edges = new OrderedDictionary<string, IReadOnlyList<TaskEdge>>(StringComparer.Ordinal);
        foreach (var (name, task) in _tasks)
            edges[name] = FlowGraph.EdgesOf(task);
        while (FlowGraph.FindCycle(edges) is { } cycle)
        {
            var place = _root.Member("tasks").Member(cycle[0]);
            var words = cycle.Count == 2 ? $"waits for itself" : $"waits for itself: {string.Join(" needs ", cycle)}";
            (_tasks[cycle[0]].Needs?.Contains(cycle[1], StringComparer.Ordinal) == true ? place.Member("needs") : place).Problem("flow.cycle", words);
            foreach (var name in cycle)
                edges.Remove(name);
        }
    }

    private static void Timeout(TimeSpan? timeout, ReadScope at)
    {
        if (timeout == TimeSpan.Zero)
            at.Member("timeout").Problem("settings.bad-value", "must be longer than nothing");
    }

    private static string Suggest(string word, IEnumerable<string> known) =>
        NameSuggestion.Nearest(word, known) is { } near ? $"; did you mean '{near}'?" : known.Any() ? $"; there are: {string.Join(", ", known)}" : "; there are none";
}
