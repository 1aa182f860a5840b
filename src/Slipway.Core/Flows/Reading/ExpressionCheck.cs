using System.Text.Json;
using System.Text.Json.Nodes;
using Slipway.Core.Containers;
using Slipway.Core.Containers.Reading;
using Slipway.Core.Expressions;

namespace Slipway.Core.Flows.Reading;

/// <summary>Finds expressions that stand where none belongs, can't be read, or name something that is not there.</summary>
internal sealed class ExpressionCheck
{
    private const string PlaceCode = "flow.expression-place";

    private readonly ContainerFlow _flow;
    private readonly List<SettingsProblem> _problems;
    private readonly Dictionary<string, string> _code = new(StringComparer.Ordinal);

    private ExpressionCheck(ContainerFlow flow, List<SettingsProblem> problems) => (_flow, _problems) = (flow, problems);

    /// <summary>Adds everything that is wrong to <paramref name="problems"/>.</summary>
    public static void Run(ContainerFlow flow, JsonObject document, List<SettingsProblem> problems)
    {
        var check = new ExpressionCheck(flow, problems);
        check.FindCode();
        check.Walk(document, new ReadScope(SettingsPath.Root, problems), []);
    }

    // The places, by path, whose text is run as code; with the program that runs it.
    private void FindCode()
    {
        foreach (var (name, task) in _flow.Tasks ?? new Dictionary<string, ContainerTask>())
        {
            var settings = _flow.SettingsOf(task);
            foreach (var (index, program) in CodeArguments.Find(settings.EntryPoint, settings.Command))
            {
                var inCommand = index - (settings.EntryPoint?.Count ?? 0);
                var owner = (inCommand >= 0 ? task.Container.Command : task.Container.EntryPoint) is null
                    ? SettingsPath.Member(SettingsPath.Root, "defaults")
                    : SettingsPath.Member(SettingsPath.Member(SettingsPath.Root, "tasks"), name);
                if (inCommand >= 0)
                    _code[SettingsPath.Item(SettingsPath.Member(owner, "command"), inCommand)] = program;
            }
        }
    }

    private void Walk(JsonNode node, ReadScope at, IReadOnlyList<string> names)
    {
        switch (node)
        {
            case JsonObject map:
                foreach (var (name, child) in map)
                {
                    if (Expression.IsIn(name))
                        at.Member(name).Problem(PlaceCode, "is a name: an expression can't stand in it");
                    if (child is not null)
                        Walk(child, at.Member(name), [.. names, name]);
                }

                break;
            case JsonArray list:
                for (var i = 0; i < list.Count; i++)
                {
                    if (list[i] is { } item)
                        Walk(item, at.Item(i), names);
                }

                break;
            case JsonValue value when value.GetValueKind() == JsonValueKind.String && Expression.IsIn(value.GetValue<string>()):
                Text(value.GetValue<string>(), at, names);
                break;
        }
    }

    private void Text(string text, ReadScope at, IReadOnlyList<string> names)
    {
        switch (names)
        {
            case [.., "description"] when names.Count is 1 or 3:
                return;
            case ["tasks", var task, "command"] when _flow.Tasks?.TryGetValue(task, out var own) == true:
                Argument(text, at, own, task);
                return;
            case ["tasks", var task, "env", _] when _flow.Tasks?.TryGetValue(task, out var own) == true:
                Value(text, at, own, task);
                return;
            case ["defaults", "command"]:
                Argument(text, at, null, null);
                return;
            case ["defaults", "env", _]:
                Value(text, at, null, null);
                return;
        }

        // What else is wrong with this value comes from the expression.
        _problems.RemoveAll(problem => problem.Path == at.Path);
        at.Problem(PlaceCode, names[^1] switch
        {
            "image" => "can't hold an expression: which image runs is known before the run, so that it can be pinned and reviewed. Change the version in the file",
            "secrets" or "taskRole" or "executionRole" => "can't hold an expression: a value could then choose rights or secrets that the flow's author did not",
            _ when names.Contains("secrets") => "can't hold an expression: a value could then choose secrets that the flow's author did not",
            _ when names.Contains("sidecars") => "can't hold an expression: sidecars are part of the task definition, which does not change from run to run",
            _ => "can't hold an expression: only the arguments in a task's 'command' and the values in its 'env' can",
        });
    }

    private void Argument(string text, ReadScope at, ContainerTask? task, string? name)
    {
        if (_code.TryGetValue(at.Path, out var program))
        {
            at.Problem(
                "flow.expression-in-code",
                $"is run as code by {program}: a value put in there would be run too, whatever its quotes. Pass it beside the code, as an argument "
                + "([sh, -c, 'load \"$1\"', sh, the expression]) or in an environment variable");
            return;
        }

        if (Parsed(text, at) is { } expression && Names(expression, at, task, name) && MayBeEmpty(expression))
            at.Problem("flow.expression-without-value", $"uses parameter '{expression.Name}', which may have no value, and an argument must be one. Give it a default, make it required, or pass it in 'env'");
    }

    private void Value(string text, ReadScope at, ContainerTask? task, string? name)
    {
        if (Parsed(text, at) is { } expression)
            Names(expression, at, task, name);
    }

    private static Expression? Parsed(string text, ReadScope at)
    {
        if (Expression.TryParse(text, out var expression, out var problem))
            return expression;
        at.Problem("flow.bad-expression", problem);
        return null;
    }

    private bool Names(Expression expression, ReadScope at, ContainerTask? task, string? name)
    {
        switch (expression.Root)
        {
            case ExpressionRoot.Run:
                return true;
            case ExpressionRoot.Parameters:
                var parameters = _flow.Parameters ?? new Dictionary<string, FlowParameter>();
                if (!parameters.TryGetValue(expression.Name, out var parameter))
                    return at.Problem("flow.unknown-parameter", $"uses parameter '{expression.Name}', which the flow does not have{Suggest(expression.Name, parameters.Keys)}");
                return expression.Path.Count == 0 || parameter.Type is ParameterType.List or ParameterType.Object
                    || at.Problem("flow.bad-expression", $"goes into parameter '{expression.Name}', which is one value: a {ParameterTypeName.Of(parameter.Type ?? ParameterType.String)}");
            case ExpressionRoot.Matrix when task is null:
            case ExpressionRoot.Tasks when task is null:
                return at.Problem(PlaceCode, "stands for all tasks: it can use parameters and run.id, but neither a matrix nor a result");
            case ExpressionRoot.Matrix:
                var axes = task!.Matrix?.Axes.Keys ?? [];
                return axes.Contains(expression.Name)
                    || at.Problem("flow.unknown-matrix-value", $"uses matrix.{expression.Name}, which the task's matrix does not have{Suggest(expression.Name, axes)}");
            default:
                var others = _flow.Tasks!.Keys.Where(other => other != name);
                if (expression.Name == name)
                    return at.Problem("flow.cycle", "uses the task's own result, which is there only when it has ended");
                return others.Contains(expression.Name)
                    || at.Problem("flow.unknown-task", $"uses the result of '{expression.Name}', which is no task of the flow{Suggest(expression.Name, others)}");
        }
    }

    private bool MayBeEmpty(Expression expression) =>
        expression is { Root: ExpressionRoot.Parameters, Path.Count: 0 } && _flow.Parameters![expression.Name].MayBeEmpty;

    private static string Suggest(string word, IEnumerable<string> known) =>
        NameSuggestion.Nearest(word, known) is { } near ? $"; did you mean '{near}'?" : known.Any() ? $"; there are: {string.Join(", ", known)}" : "; there are none";
}
