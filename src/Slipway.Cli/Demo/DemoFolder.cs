using System.Text.Json;
using System.Text.Json.Nodes;
using Slipway.Cli.Settings;

namespace Slipway.Cli.Demo;

/// <summary>The demo's own folder: settings, state and images, so that it touches nothing else, and made anew each time.</summary>
/// <param name="Path">Its full path.</param>
internal sealed record DemoFolder(string Path)
{
    private const string FileSystem = "fs-0123456789abcdef0";
    private const string Mark = ".slipway-demo";

    private static readonly string[] Versions = ["1.0.0", "1.0.1"];

    /// <summary>Where commands of the demo run.</summary>
    public string Work => Join("work");

    /// <summary>The state folder of the commands (SLIPWAY_STATE_DIR).</summary>
    public string State => Join("state");

    /// <summary>Where the image's files are put together.</summary>
    public string Images => Join("images");

    /// <summary>The file that maps images to folders, for plain processes.</summary>
    public string ImagesFile => System.IO.Path.Combine(Images, "images.json");

    /// <summary>The queries as the analyst edits them.</summary>
    public string Sql => System.IO.Path.Combine(Work, "report.sql");

    /// <summary>Where the report ends up: LocalEcs keeps a folder for each EFS file system.</summary>
    public string Report => System.IO.Path.Combine(State, "local-ecs", "efs", FileSystem, "report.html");

    /// <summary>A report that is kept for looking at.</summary>
    public string Kept(string version) => Join($"report-{version}.html");

    /// <summary>Empties the folder, and writes slipway.yaml, queries and images file.</summary>
    /// <exception cref="DemoException">It exists and is not the demo's.</exception>
    public void MakeAnew(ExampleFolder example)
    {
        if (Directory.Exists(Path) && Directory.EnumerateFileSystemEntries(Path).Any() && !File.Exists(Join(Mark)))
            throw new DemoException("input.folder", $"{Path} is not empty, and not the demo's: it will not be emptied. Name another folder with --folder.");

        // The example's packages are kept: only what a demo shows must be new.
        foreach (var folder in (string[])[Work, State])
        {
            if (Directory.Exists(folder))
                Directory.Delete(folder, recursive: true);
        }

        StateFolder.Make(Path);
        File.WriteAllText(Join(Mark), "");
        // LocalEcs starts before the images are built, and does not start when their folders are missing.
        foreach (var folder in (string[])[Work, State, .. Versions.Select(version => System.IO.Path.Combine(Images, version))])
            Directory.CreateDirectory(folder);
        File.Copy(example.Sql, Sql);
        File.WriteAllText(System.IO.Path.Combine(Work, SettingsFile.Name), Settings);
        File.WriteAllText(ImagesFile, MappedImages());
    }

    /// <summary>What slipway.yaml says. The same lines would do on AWS, with a cluster, subnets and an execution role above them.</summary>
    public static string Settings => $"""
        environment: local
        containers:
          tz-report:
            cpu: 0.25
            memory: 1 GiB
            volumes:
              reports:
                efs: {"{"} fileSystem: {FileSystem} {"}"}
            mounts:
              /output: {"{"} volume: reports {"}"}

        """;

    private static string MappedImages()
    {
        var versions = new JsonObject();
        foreach (var version in Versions)
            versions[version] = new JsonObject { ["folder"] = version, ["entryPoint"] = new JsonArray("node", "report.mjs") };
        return new JsonObject { ["tz-report"] = versions }.ToJsonString(new JsonSerializerOptions { WriteIndented = true });
    }

    private string Join(string name) => System.IO.Path.Combine(Path, name);
}
