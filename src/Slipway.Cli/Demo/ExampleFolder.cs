namespace Slipway.Cli.Demo;

/// <summary>The example that the demo runs: a folder of the repository.</summary>
/// <param name="Path">Its full path.</param>
internal sealed record ExampleFolder(string Path)
{
    private const string Relative = "examples/tz-report";
    private const string Builder = "build-image.sh";

    /// <summary>The script that builds a version of the image.</summary>
    public string BuildScript => System.IO.Path.Combine(Path, Builder);

    /// <summary>The queries of version 1.0.0.</summary>
    public string Sql => System.IO.Path.Combine(Path, "report.sql");

    /// <summary>The change that makes version 1.0.1.</summary>
    public string Patch => System.IO.Path.Combine(Path, "1.0.1.diff");

    /// <summary>Takes the folder that was named, else looks above the working directory, then above the program.</summary>
    /// <exception cref="DemoException">It is nowhere.</exception>
    public static ExampleFolder Locate(string? stated, string workingDirectory)
    {
        if (stated is not null)
        {
            var path = System.IO.Path.GetFullPath(stated, workingDirectory);
            return Holds(path) ? new(path) : throw new DemoException("input.example", $"{path} is not the example: it holds no {Builder}. Name the folder {Relative} of Slipway's repository.");
        }

        foreach (var start in (string[])[workingDirectory, AppContext.BaseDirectory])
        {
            for (var at = new DirectoryInfo(start); at is not null; at = at.Parent)
            {
                if (System.IO.Path.Combine(at.FullName, Relative) is var path && Holds(path))
                    return new(path);
            }
        }

        throw new DemoException(
            "input.example",
            $"The demo builds an image from {Relative} of Slipway's repository, which is neither here nor above. Run it in a clone of the repository, or name the folder with --example.");
    }

    private static bool Holds(string path) => File.Exists(System.IO.Path.Combine(path, Builder));
}
