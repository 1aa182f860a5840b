namespace Slipway.TestKits;

/// <summary>Where the sources are, for tests that read or compare files of the repository.</summary>
public static class Repository
{
    private const string Marker = "slipway.slnx";
    private const string DeterministicRoot = "/_/";

    private static readonly Lazy<string> LazyRoot = new(FindRoot);

    /// <summary>The folder that holds the solution file.</summary>
    public static string Root => LazyRoot.Value;

    /// <summary>Joins a path below <see cref="Root"/>.</summary>
    public static string Path(params string[] parts) => System.IO.Path.Combine([Root, .. parts]);

    /// <summary>The real path of a <c>[CallerFilePath]</c>, which starts with <c>/_/</c> in a deterministic CI build.</summary>
    public static string SourceFile(string callerFilePath) =>
        callerFilePath.StartsWith(DeterministicRoot, StringComparison.Ordinal)
            ? Path(callerFilePath[DeterministicRoot.Length..])
            : callerFilePath;

    private static string FindRoot()
    {
        for (var folder = new DirectoryInfo(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
        {
            if (File.Exists(System.IO.Path.Combine(folder.FullName, Marker)))
                return folder.FullName;
        }

        throw new InvalidOperationException($"No {Marker} above {AppContext.BaseDirectory}: tests run from inside the repository.");
    }
}
