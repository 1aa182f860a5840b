using Slipway.Core.Containers;
using Slipway.Core.Expressions;

namespace Slipway.Core.Flows;

/// <summary>Puts values where a task's command and environment have expressions.</summary>
public static class TaskInputs
{
    /// <summary>Puts the values in.</summary>
    /// <param name="settings">The task's settings, expressions as they were written.</param>
    /// <param name="scope">The values.</param>
    /// <param name="bound">
    /// The settings to launch with. An environment variable whose expression stands for nothing (null) is left out.
    /// </param>
    /// <returns>Everything that is wrong; then the task can't be started.</returns>
    public static IReadOnlyList<string> Bind(ContainerSettings settings, ExpressionScope scope, out ContainerSettings bound)
    {
        ArgumentNullException.ThrowIfNull(settings);
        ArgumentNullException.ThrowIfNull(scope);
        var problems = new List<string>();
        foreach (var (index, program) in CodeArguments.Find(settings.EntryPoint, settings.Command))
        {
            var place = index - (settings.EntryPoint?.Count ?? 0);
            if (place >= 0 && Expression.IsIn(settings.Command![place]))
                problems.Add($"argument {place + 1} is run as code by {program}: a value put in there would be run too. Pass it as an argument of its own or in an environment variable");
        }

        List<string>? command = null;
        if (settings.Command is { } words && words.Any(Expression.IsIn))
        {
            command = [];
            foreach (var word in words)
            {
                var problem = scope.Substitute(word, out var value);
                problem ??= value is null ? $"{word} stands for nothing (null), and an argument must be something" : null;
                if (problem is not null)
                    problems.Add(problem);
                command.Add(value ?? "");
            }
        }

        Dictionary<string, string>? env = null;
        if (settings.Env is { } variables && variables.Values.Any(Expression.IsIn))
        {
            env = new Dictionary<string, string>(StringComparer.Ordinal);
            foreach (var (name, text) in variables)
            {
                if (scope.Substitute(text, out var value) is { } problem)
                    problems.Add($"{name}: {problem}");
                else if (value is not null)
                    env[name] = value;
            }
        }

        bound = settings with { Command = command ?? settings.Command, Env = env ?? settings.Env };
        return problems;
    }
}
