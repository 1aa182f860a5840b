namespace Slipway.Cli.Demo;

/// <summary>How this very program is run again.</summary>
internal static class OwnProgram
{
    /// <summary>Its own executable, or dotnet and the program's assembly.</summary>
    public static IReadOnlyList<string> CommandLine()
    {
        var process = Environment.ProcessPath ?? throw new DemoException("local-ecs.not-started", "The path of the slipway program is not known here, so the demo cannot run it.");
        return Path.GetFileNameWithoutExtension(process) is "dotnet" ? [process, Environment.GetCommandLineArgs()[0]] : [process];
    }
}
