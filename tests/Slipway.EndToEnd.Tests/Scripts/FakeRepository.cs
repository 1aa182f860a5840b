using Slipway.TestKits;

namespace Slipway.EndToEnd.Tests.Scripts;

/// <summary>A folder with the real scripts, a small source tree and a <c>dotnet</c> that only notes what it is told: it shows what the scripts decide.</summary>
internal sealed class FakeRepository : IDisposable
{
    private const string FakeDotnet = """
        #!/bin/sh
        case $1 in
          --version) echo 10.0.100 ;;
          *)
            echo "$*" >>"$FAKE_CALLS"
            if [ -n "$FAKE_BUILD_ERROR" ]; then echo "$FAKE_BUILD_ERROR"; exit 1; fi
            mkdir -p src/Slipway.Cli/bin/Release/net10.0
            printf '#!/bin/sh\necho "ran with $*"\nexit ${FAKE_EXIT:-0}\n' >src/Slipway.Cli/bin/Release/net10.0/slipway
            chmod +x src/Slipway.Cli/bin/Release/net10.0/slipway
            ;;
        esac
        """;

    private readonly Dictionary<string, string?> _environment;

    public FakeRepository()
    {
        Directory.CreateDirectory(Path);
        foreach (var script in (string[])["slipway", "test", "scripts/sdk.sh", "scripts/components.sh"])
            WriteProgram(script, File.ReadAllText(Repository.Path(script)));
        WriteProgram("fake/dotnet", FakeDotnet);
        foreach (var file in (string[])["Directory.Build.props", "Directory.Packages.props", "global.json", ".editorconfig", "src/Slipway.Cli/Program.cs", "src/Slipway.Core/Rule.cs"])
            Write(file, "");
        _environment = new(StringComparer.Ordinal)
        {
            ["PATH"] = $"{Join("fake")}:/usr/bin:/bin",
            ["FAKE_CALLS"] = Join("calls"),
            ["DOTNET_ROOT"] = null,
            ["HOME"] = Path,
            ["CI"] = null,
            ["UseSharedCompilation"] = null,
        };
    }

    /// <summary>The folder.</summary>
    public string Path { get; } = System.IO.Path.Combine(System.IO.Path.GetTempPath(), $"slipway-scripts-{Guid.NewGuid():N}");

    /// <summary>What dotnet was told, one line for each call but those for its version.</summary>
    public IReadOnlyList<string> DotnetCalls => File.Exists(Join("calls")) ? File.ReadAllLines(Join("calls")) : [];

    /// <summary>Sets a variable for the scripts.</summary>
    public void Set(string name, string? value) => _environment[name] = value;

    /// <summary>Runs one of the scripts.</summary>
    public Task<Finished> RunAsync(string script, params string[] arguments) => Shell.RunAsync(Path, _environment, Join(script), arguments);

    /// <summary>Writes a file.</summary>
    public void Write(string name, string text)
    {
        Directory.CreateDirectory(System.IO.Path.GetDirectoryName(Join(name))!);
        File.WriteAllText(Join(name), text);
    }

    /// <summary>Writes a program.</summary>
    public void WriteProgram(string name, string text)
    {
        Write(name, text);
        File.SetUnixFileMode(Join(name), UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
    }

    /// <summary>A path of the folder.</summary>
    public string Join(string name) => System.IO.Path.Combine(Path, name);

    /// <inheritdoc/>
    public void Dispose() => Directory.Delete(Path, recursive: true);
}
