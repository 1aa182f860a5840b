using Slipway.Hosting.Running;
using Slipway.Hosting.Terminal;

namespace Slipway.Hosting.CommandLine;

/// <summary>What a program of flows sees of its process: nothing else is read from the surroundings.</summary>
internal sealed class HostContext
{
    /// <summary>How to start this program again: <c>dotnet run --</c>.</summary>
    public required string Program { get; init; }

    /// <summary>The value of an environment variable; null when it is not set.</summary>
    public required Func<string, string?> Variable { get; init; }

    public required string WorkingDirectory { get; init; }

    public required HostTerminal Terminal { get; init; }

    public TimeProvider Time { get; init; } = TimeProvider.System;

    /// <summary>Begins to hear Ctrl-C and SIGTERM.</summary>
    public Func<Interrupts> Interrupts { get; init; } = static () => new Interrupts();

    /// <summary>The context of a real process.</summary>
    public static HostContext OfThisProcess()
    {
        var directory = Environment.CurrentDirectory;
        return new HostContext
        {
            Program = ProgramName.Of(Environment.ProcessPath, Environment.GetCommandLineArgs()[0], directory, static folder => Directory.EnumerateFiles(folder, "*.csproj").Any()),
            Variable = Environment.GetEnvironmentVariable,
            WorkingDirectory = directory,
            Terminal = HostTerminal.OfThisProcess(Environment.GetEnvironmentVariable),
        };
    }
}
