using System.Diagnostics;
using Slipway.TestKits;

namespace Slipway.Architecture.Tests;

/// <summary>The files that git knows or would add, so that build output and caches stay out.</summary>
internal static class SourceFiles
{
    private static readonly Lazy<IReadOnlyList<string>> LazyAll = new(List);

    /// <summary>Paths relative to the root, with forward slashes.</summary>
    public static IReadOnlyList<string> All => LazyAll.Value;

    /// <summary>C# files of what ships, with its examples and benchmarks.</summary>
    public static IEnumerable<string> ProductCode => All.Where(path => IsCode(path) && !path.StartsWith("tests/", StringComparison.Ordinal));

    /// <summary>All C# files.</summary>
    public static IEnumerable<string> Code => All.Where(IsCode);

    public static string Read(string path) => File.ReadAllText(Repository.Path(path));

    private static bool IsCode(string path) => path.EndsWith(".cs", StringComparison.Ordinal);

    private static List<string> List()
    {
        var start = new ProcessStartInfo("git", ["-c", "safe.directory=*", "ls-files", "--cached", "--others", "--exclude-standard", "-z"])
        {
            UseShellExecute = false,
            WorkingDirectory = Repository.Root,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        using var git = Process.Start(start) ?? throw new InvalidOperationException("git is needed to list the sources: apt-get install git");
        var errors = git.StandardError.ReadToEndAsync(TestContext.Current.CancellationToken);
        var output = git.StandardOutput.ReadToEnd();
        git.WaitForExit();
        var files = output
            .Split('\0', StringSplitOptions.RemoveEmptyEntries)
            .Where(path => File.Exists(Repository.Path(path)))
            .Distinct(StringComparer.Ordinal)
            .ToList();
        return git.ExitCode == 0 && files.Count > 0
            ? files
            : throw new InvalidOperationException($"git ls-files listed nothing in {Repository.Root}: {errors.Result}");
    }
}
