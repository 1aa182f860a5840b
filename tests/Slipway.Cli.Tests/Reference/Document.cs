using Slipway.TestKits;
using Slipway.TestKits.Snapshots;

namespace Slipway.Cli.Tests.Reference;

/// <summary>Holds generated parts of docs/ against the program. SLIPWAY_UPDATE_SNAPSHOTS=1 writes them.</summary>
internal static class Document
{
    private static bool Updates => Environment.GetEnvironmentVariable("SLIPWAY_UPDATE_SNAPSHOTS") == "1";

    /// <summary>The whole file is generated.</summary>
    public static void IsExactly(string path, string expected)
    {
        var full = Repository.Path(path.Split('/'));
        if (Updates)
        {
            Directory.CreateDirectory(Path.GetDirectoryName(full)!);
            File.WriteAllText(full, expected);
        }

        var actual = File.Exists(full) ? File.ReadAllText(full) : "";
        Assert.True(actual == expected, $"{path} is not what the program says (- file, + program); SLIPWAY_UPDATE_SNAPSHOTS=1 writes it.\n{LineDiff.Between(actual, expected)}");
    }

    /// <summary>The part between <c>&lt;!-- name --&gt;</c> and <c>&lt;!-- /name --&gt;</c> is generated.</summary>
    public static void Holds(string path, string name, string expected)
    {
        var full = Repository.Path(path.Split('/'));
        var text = File.ReadAllText(full);
        var (open, close) = ($"<!-- {name} -->\n", $"<!-- /{name} -->");
        var (from, to) = (text.IndexOf(open, StringComparison.Ordinal) + open.Length, text.IndexOf(close, StringComparison.Ordinal));
        Assert.True(from > open.Length - 1 && to >= from, $"{path} has no part '{name}'.");
        if (Updates)
        {
            File.WriteAllText(full, text[..from] + expected + text[to..]);
            return;
        }

        Assert.True(text[from..to] == expected, $"{path}, part '{name}' (- file, + program); SLIPWAY_UPDATE_SNAPSHOTS=1 writes it.\n{LineDiff.Between(text[from..to], expected)}");
    }
}
