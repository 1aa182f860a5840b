using System.Collections;
using Slipway.Cli.Terminal;

namespace Slipway.Cli.CommandLine;

/// <summary>What a command sees of its process: nothing else is read from the surroundings.</summary>
internal sealed class CliContext
{
    /// <summary>The option by which a command writes for programs.</summary>
    public const string JsonOption = "--json";

    /// <summary>The environment variables.</summary>
    public required IReadOnlyDictionary<string, string> Variables { get; init; }

    /// <summary>The working directory.</summary>
    public required string WorkingDirectory { get; init; }

    /// <summary>Where output goes.</summary>
    public required TerminalStreams Terminal { get; init; }

    /// <summary>The clock.</summary>
    public TimeProvider Time { get; init; } = TimeProvider.System;

    /// <summary>Whether standard output is for one JSON object, also when something goes wrong.</summary>
    public bool WantsJson { get; set; }

    /// <summary>What followed <c>--</c>; null when there was no <c>--</c>.</summary>
    public IReadOnlyList<string>? AfterDashes { get; set; }

    /// <summary>The value of a variable; null when it is not set or empty.</summary>
    public string? Variable(string name) => Variables.TryGetValue(name, out var value) && value.Length > 0 ? value : null;

    /// <summary>The context of a real process.</summary>
    public static CliContext OfThisProcess()
    {
        var variables = Environment.GetEnvironmentVariables().Cast<DictionaryEntry>()
            .ToDictionary(entry => (string)entry.Key, entry => (string?)entry.Value ?? "", StringComparer.Ordinal);
        return new CliContext
        {
            Variables = variables,
            WorkingDirectory = Environment.CurrentDirectory,
            Terminal = TerminalStreams.OfThisProcess(variables),
        };
    }
}
