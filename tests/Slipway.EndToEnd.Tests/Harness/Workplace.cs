namespace Slipway.EndToEnd.Tests.Harness;

/// <summary>A folder to work in, with a state folder of its own. Both go away with it, and so does all that was started there.</summary>
public class Workplace : IAsyncDisposable
{
    public Workplace()
    {
        Root = Directory.CreateTempSubdirectory("slipway-e2e-").FullName;
        Folder = Directory.CreateDirectory(Path.Combine(Root, "work")).FullName;
        Variables = new Dictionary<string, string>(StringComparer.Ordinal)
        {
            ["SLIPWAY_STATE_DIR"] = Path.Combine(Root, "state"),
            ["HOME"] = Root,
            // No instance metadata to be asked, and no files of the tester.
            ["AWS_EC2_METADATA_DISABLED"] = "true",
            ["NO_COLOR"] = "",
            ["TERM"] = "xterm-256color",
        };
    }

    public string Root { get; }

    public string Folder { get; }

    public string StateFolder => Variables["SLIPWAY_STATE_DIR"];

    public Dictionary<string, string> Variables { get; }

    public string Write(string name, string text, bool executable = false)
    {
        var path = Path.Combine(Folder, name);
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        File.WriteAllText(path, text);
        if (executable && !OperatingSystem.IsWindows())
            File.SetUnixFileMode(path, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
        return path;
    }

    public SlipwayCommand Start(params string[] arguments) => SlipwayCommand.Start(Folder, Variables, arguments);

    public async Task<CommandResult> RunAsync(params string[] arguments)
    {
        await using var command = Start(arguments);
        return await command.EndAsync();
    }

    public virtual async ValueTask DisposeAsync()
    {
        GC.SuppressFinalize(this);
        try
        {
            if (Directory.Exists(Path.Combine(StateFolder, "local-ecs")))
                await RunAsync("local-ecs", "stop");
        }
        finally
        {
            // ECS tasks go on without their LocalEcs, by design; those of a test that failed, too.
            await FolderProcesses.EndAsync(Root);
            Directory.Delete(Root, recursive: true);
        }
    }
}
