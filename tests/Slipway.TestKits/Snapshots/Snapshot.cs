using System.Runtime.CompilerServices;
using Xunit.Sdk;

namespace Slipway.TestKits.Snapshots;

/// <summary>
/// Compares text with a file beside the test, <c>snapshots/TestClass.Test[.name].txt</c>.
/// <c>SLIPWAY_UPDATE_SNAPSHOTS=1</c> writes the files instead; the change is then reviewed like any other.
/// </summary>
public static class Snapshot
{
    private const string UpdateVariable = "SLIPWAY_UPDATE_SNAPSHOTS";

    /// <summary>Fails with a line difference when <paramref name="actual"/> is not what the file holds.</summary>
    /// <param name="actual">The text as it is now. Line ends are normalised and one newline closes the file.</param>
    /// <param name="name">Tells several snapshots of one test apart; null when it has one.</param>
    /// <param name="extension">The file's extension, without the dot.</param>
    /// <param name="file">Filled in by the compiler.</param>
    /// <param name="member">Filled in by the compiler.</param>
    public static void Match(
        string actual,
        string? name = null,
        string extension = "txt",
        [CallerFilePath] string file = "",
        [CallerMemberName] string member = "")
    {
        ArgumentNullException.ThrowIfNull(actual);
        var path = PathOf(Repository.SourceFile(file), member, name, extension);
        var text = Normalise(actual);

        if (Environment.GetEnvironmentVariable(UpdateVariable) == "1")
        {
            Directory.CreateDirectory(Path.GetDirectoryName(path)!);
            if (!File.Exists(path) || File.ReadAllText(path) != text)
                File.WriteAllText(path, text);
            return;
        }

        var shown = Path.GetRelativePath(Repository.Root, path);
        if (!File.Exists(path))
            throw new XunitException($"There is no snapshot {shown} yet. Run once with {UpdateVariable}=1 and review it. It would hold:\n{text}");

        var expected = Normalise(File.ReadAllText(path));
        if (expected != text)
        {
            throw new XunitException(
                $"{shown} differs (- snapshot, + now). When the change is meant, run with {UpdateVariable}=1 and review it:\n"
                + LineDiff.Between(expected, text));
        }
    }

    private static string PathOf(string sourceFile, string member, string? name, string extension)
    {
        var stem = $"{Path.GetFileNameWithoutExtension(sourceFile)}.{member}" + (name is null ? "" : "." + name);
        var safe = string.Concat(stem.Select(c => char.IsAsciiLetterOrDigit(c) || c is '.' or '-' or '_' ? c : '_'));
        return Path.Combine(Path.GetDirectoryName(sourceFile)!, "snapshots", $"{safe}.{extension}");
    }

    private static string Normalise(string text) => text.ReplaceLineEndings("\n").TrimEnd('\n') + "\n";
}
