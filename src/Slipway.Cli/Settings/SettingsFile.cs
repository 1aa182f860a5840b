
namespace Slipway.Cli.Settings;

/// <summary>A slipway.yaml that was read and found to be well-formed.</summary>
/// <param name="Path">The full path.</param>
/// <param name="Content">What it says.</param>
internal sealed record SettingsFile(string Path, SettingsMap Content)
{
    /// <summary>The file's name.</summary>
    public const string Name = "slipway.yaml";

    private const long MaxBytes = 1024 * 1024;

    /// <summary>The folder that relative paths in the file are relative to.</summary>
    public string Folder => System.IO.Path.GetDirectoryName(Path)!;

    /// <summary>Finds the file in <paramref name="folder"/> or the nearest folder above it; null when there is none up to the root.</summary>
    public static string? Find(string folder)
    {
        for (var at = new DirectoryInfo(folder); at is not null; at = at.Parent)
        {
            var path = System.IO.Path.Combine(at.FullName, Name);
            if (File.Exists(path))
                return path;
        }

        return null;
    }

    /// <summary>Reads a file and checks all of it, every environment included.</summary>
    /// <param name="path">The file.</param>
    /// <param name="workingDirectory">Messages name the file relative to this folder where that is shorter.</param>
    /// <exception cref="SettingsException">Everything that is wrong with it.</exception>
    public static SettingsFile Read(string path, string workingDirectory)
    {
        var relative = System.IO.Path.GetRelativePath(workingDirectory, path);
        var shown = relative.Length < path.Length ? relative : path;
        var file = new FileInfo(path);
        if (!file.Exists)
            throw new SettingsException([new LocatedProblem(Origin.File(shown, 1, 1), "settings.no-file", "There is no such file.")]);
        if (file.Length > MaxBytes)
            throw new SettingsException([new LocatedProblem(Origin.File(shown, 1, 1), "settings.too-large", "Settings have at most 1 MiB.")]);

        var content = YamlReader.Read(shown, File.ReadAllText(path));
        var problems = SettingsCheck.Document(content);
        return problems.Count == 0 ? new SettingsFile(path, content) : throw new SettingsException(problems);
    }
}
