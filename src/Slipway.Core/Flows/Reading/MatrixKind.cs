using System.Diagnostics.CodeAnalysis;
using System.Text.Json.Nodes;
using Slipway.Core.Containers.Reading;

namespace Slipway.Core.Flows.Reading;

/// <summary>A matrix: axes with their values, and the members <c>include</c> and <c>exclude</c>.</summary>
internal sealed class MatrixKind : Kind<TaskMatrix>
{
    private const string IncludeName = "include";
    private const string ExcludeName = "exclude";

    private static readonly ListKind<string> Values = new(Kinds.Spelled, "a list of values, such as [eu, us]");
    private static readonly ListKind<IReadOnlyDictionary<string, string>> Combinations = new(
        new MapKind<string>(Kinds.Spelled, "a combination, such as {region: eu}", FlowNames.Axis), "a list of combinations, such as [{region: eu}]");

    public override bool TryRead(JsonNode node, ReadScope at, [MaybeNullWhen(false)] out TaskMatrix value)
    {
        value = null;
        if (node is not JsonObject map)
            return at.Problem("settings.wrong-type", $"must be a map from names to lists of values, such as {{region: [eu, us]}}, not {Found(node)}");

        var before = at.Problems.Count;
        var axes = new OrderedDictionary<string, IReadOnlyList<string>>(StringComparer.Ordinal);
        foreach (var (name, child) in map.Where(pair => pair.Key is not (IncludeName or ExcludeName)))
        {
            var scope = at.Member(name);
            if (FlowNames.Axis(name) is { } problem)
                scope.Problem("settings.bad-name", problem);
            if (child is null)
                scope.Problem("settings.wrong-type", "has no values; write a list, such as [eu, us]");
            else if (Values.TryRead(child, scope, out var values))
                axes[name] = Checked(values, scope);
        }

        var matrix = new TaskMatrix { Axes = axes, Include = Read(map, IncludeName, at), Exclude = Read(map, ExcludeName, at) };
        if (at.Problems.Count == before)
            Check(matrix, at);
        value = matrix;
        return true;
    }

    public override JsonNode Write(TaskMatrix value)
    {
        var json = new JsonObject();
        foreach (var (axis, values) in value.Axes)
            json[axis] = Values.Write(values);
        if (value.Include.Count > 0)
            json[IncludeName] = Combinations.Write(value.Include);
        if (value.Exclude.Count > 0)
            json[ExcludeName] = Combinations.Write(value.Exclude);
        return json;
    }

    public override JsonObject Schema()
    {
        var include = Combinations.Schema();
        include["description"] = "Combinations that are added; each says a value for every axis.";
        var exclude = Combinations.Schema();
        exclude["description"] = "Combinations that are left out; one that says only some axes stands for all that agree with it.";
        return new JsonObject
        {
            ["type"] = "object",
            ["properties"] = new JsonObject { [IncludeName] = include, [ExcludeName] = exclude },
            ["additionalProperties"] = Values.Schema(),
        };
    }

    private static IReadOnlyList<string> Checked(IReadOnlyList<string> values, ReadScope at)
    {
        if (values.Count == 0)
            at.Problem("flow.bad-matrix", "has no values; write at least one, or leave it out");
        if (values.GroupBy(value => value, StringComparer.Ordinal).FirstOrDefault(group => group.Count() > 1) is { } twice)
            at.Problem("flow.bad-matrix", $"has '{twice.Key}' twice");
        return values;
    }

    private static IReadOnlyList<IReadOnlyDictionary<string, string>> Read(JsonObject map, string name, ReadScope at) =>
        map[name] is { } node && Combinations.TryRead(node, at.Member(name), out var read) ? read : [];

    private static void Check(TaskMatrix matrix, ReadScope at)
    {
        var before = at.Problems.Count;
        var axes = matrix.Axes.Keys.ToList();
        if (axes.Count == 0)
        {
            at.Problem("flow.bad-matrix", "names no values; write, for example, region: [eu, us]");
            return;
        }

        foreach (var (list, name) in new[] { (matrix.Include, IncludeName), (matrix.Exclude, ExcludeName) })
        {
            Each(list, name, at, (one, scope) =>
            {
                foreach (var unknown in one.Keys.Where(key => !matrix.Axes.ContainsKey(key)))
                    scope.Member(unknown).Problem("flow.bad-matrix", $"is not a value of the matrix; it has: {string.Join(", ", axes)}");
            });
        }

        Each(matrix.Include, IncludeName, at, (one, scope) =>
        {
            if (axes.Find(axis => !one.ContainsKey(axis)) is { } missing)
                scope.Problem("flow.bad-matrix", $"says no value for '{missing}': what is included says one for each of {string.Join(", ", axes)}");
        });
        Each(matrix.Exclude, ExcludeName, at, (one, scope) =>
        {
            if (one.FirstOrDefault(pair => matrix.Axes.TryGetValue(pair.Key, out var values) && !values.Contains(pair.Value, StringComparer.Ordinal)) is { Key: { } axis } odd)
                scope.Problem("flow.bad-matrix", $"leaves out {axis} '{odd.Value}', which is not among its values: {string.Join(", ", matrix.Axes[axis])}");
        });

        if (matrix.Product() + matrix.Include.Count > TaskMatrix.MaxCombinations)
        {
            at.Problem("flow.bad-matrix", $"has more than {TaskMatrix.MaxCombinations} combinations");
            return;
        }

        if (at.Problems.Count > before)
            return;

        var all = matrix.Combinations();
        if (all.Count == 0)
            at.Problem("flow.bad-matrix", "leaves nothing to run: everything is excluded");
        if (all.GroupBy(one => one.Label, StringComparer.Ordinal).FirstOrDefault(group => group.Count() > 1) is { } twice)
            at.Problem("flow.bad-matrix", $"has the combination {twice.Key} twice");
    }

    private static void Each(IReadOnlyList<IReadOnlyDictionary<string, string>> list, string name, ReadScope at, Action<IReadOnlyDictionary<string, string>, ReadScope> check)
    {
        for (var i = 0; i < list.Count; i++)
            check(list[i], at.Member(name).Item(i));
    }
}
