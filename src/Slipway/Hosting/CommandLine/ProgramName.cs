namespace Slipway.Hosting.CommandLine;

/// <summary>How somebody would start this program again from where they are.</summary>
internal static class ProgramName
{
    /// <param name="processPath">The running executable.</param>
    /// <param name="assemblyPath">The program's own file, which differs under <c>dotnet MyFlows.dll</c>.</param>
    /// <param name="workingDirectory">Where they are.</param>
    /// <param name="holdsProject">Whether a folder holds a project.</param>
    public static string Of(string? processPath, string assemblyPath, string workingDirectory, Func<string, bool> holdsProject)
    {
        var path = processPath ?? assemblyPath;
        if (string.Equals(Path.GetFileNameWithoutExtension(path), "dotnet", StringComparison.OrdinalIgnoreCase))
            return "dotnet " + Shown(assemblyPath, workingDirectory);
        var below = Path.GetRelativePath(workingDirectory, path);
        return below.StartsWith("bin" + Path.DirectorySeparatorChar, StringComparison.Ordinal) && holdsProject(workingDirectory)
            ? "dotnet run --"
            : Shown(path, workingDirectory) is var shown && shown.Contains(Path.DirectorySeparatorChar, StringComparison.Ordinal) ? shown : "./" + shown;
    }

    private static string Shown(string path, string workingDirectory)
    {
        var relative = Path.GetRelativePath(workingDirectory, path);
        var shown = relative.StartsWith("..", StringComparison.Ordinal) ? path : relative;
        return shown.Contains(' ', StringComparison.Ordinal) ? $"'{shown}'" : shown;
    }
}
