using Slipway.Core.Containers;

namespace Slipway.Ecs.Definitions.Validation;

/// <summary>Which container waits for which (ContainerDependency, ECS API reference).</summary>
internal static class DependencyRules
{
    private const string Code = "settings.containers";

    public static void Check(BindingContext context, ProblemList problems)
    {
        var any = false;
        foreach (var (name, container, path) in ContainerPaths.Of(context))
        {
            foreach (var (other, condition) in container.DependsOn ?? new Dictionary<string, DependencyCondition>())
            {
                any = true;
                var place = SettingsPath.Member(path + ".dependsOn", other);
                if (FindOther(context, name, other) is { } problem)
                    problems.Add(place, Code, problem);
                else
                    CheckCondition(context, other, condition, place, problems);
            }
        }

        if (any && FindCycle(context) is { } cycle)
            problems.Add("$.dependsOn", Code, $"the containers wait for each other in a circle: {cycle}");
    }

    /// <summary>What is wrong with naming another container; null when nothing is.</summary>
    public static string? FindOther(BindingContext context, string self, string other)
    {
        if (other == self)
            return $"'{other}' is this container itself";
        return other == context.MainName || context.Settings.Sidecars?.ContainsKey(other) == true
            ? null
            : $"there is no container '{other}'; there are: {string.Join(", ", ContainerPaths.Of(context).Select(entry => entry.Name))}";
    }

    private static void CheckCondition(BindingContext context, string other, DependencyCondition condition, string path, ProblemList problems)
    {
        var sidecar = context.Settings.Sidecars?.GetValueOrDefault(other);
        var essential = sidecar is null || sidecar.Essential == true;
        problems.AddWhen(
            essential && condition is (DependencyCondition.Completed or DependencyCondition.Succeeded), path, Code,
            $"'{other}' is essential: the ECS task ends when it does, so nothing can wait for that");
        problems.AddWhen(
            condition == DependencyCondition.Healthy && ((ContainerBase?)sidecar ?? context.Settings).HealthCheck is null, path, Code,
            $"'{other}' has no healthCheck, so it never becomes healthy; give it one, or wait for 'started'");
    }

    private static string? FindCycle(BindingContext context)
    {
        var edges = ContainerPaths.Of(context).ToLookup(entry => entry.Name, entry => entry.Container.DependsOn?.Keys ?? []);
        var done = new HashSet<string>(StringComparer.Ordinal);

        string? Visit(string name, string[] trail)
        {
            if (Array.IndexOf(trail, name) is >= 0 and var at)
                return string.Join(" → ", [.. trail[at..], name]);
            if (!done.Add(name))
                return null;
            return edges[name].SelectMany(others => others).Select(other => Visit(other, [.. trail, name])).FirstOrDefault(cycle => cycle is not null);
        }

        return edges.Select(entry => Visit(entry.Key, [])).FirstOrDefault(cycle => cycle is not null);
    }
}
