using System.Xml.Linq;
using Slipway.EndToEnd.Tests.Scripts;
using Slipway.TestKits;

namespace Slipway.EndToEnd.Tests.Packaging;

/// <summary>The packed command works where the repository is not: as a .NET tool and as one self-contained file.</summary>
[Trait("needs", "packaging")]
public sealed class PackagedProgramsTests(PackagedPrograms programs) : IClassFixture<PackagedPrograms>, IDisposable
{
    private const string Images = """{ "hello": { "1.0.0": { "folder": "hello", "entryPoint": ["./hello.sh"] } } }""";

    private readonly string _folder = Directory.CreateTempSubdirectory("slipway-packaged-").FullName;

    public static TheoryData<string> Kinds => ["tool", "single file"];

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Theory]
    [MemberData(nameof(Kinds))]
    public async Task It_says_its_version(string kind)
    {
        var version = XDocument.Load(Repository.Path("Directory.Build.props")).Descendants("Version").Single().Value;
        Assert.StartsWith(version, (await RunAsync(kind, "--version")).ShouldEndWith(0).Output, StringComparison.Ordinal);
    }

    [Theory]
    [MemberData(nameof(Kinds))]
    public async Task It_runs_a_container_version_on_the_local_ECS(string kind)
    {
        Directory.CreateDirectory(Path.Combine(_folder, "hello"));
        var script = Path.Combine(_folder, "hello", "hello.sh");
        await File.WriteAllTextAsync(script, "#!/bin/sh\necho \"hello, $1\"\nexit 3\n", TestContext.Current.CancellationToken);
        File.SetUnixFileMode(script, UnixFileMode.UserRead | UnixFileMode.UserExecute);
        await File.WriteAllTextAsync(Path.Combine(_folder, "images.json"), Images, TestContext.Current.CancellationToken);
        (await RunAsync(kind, "local-ecs", "start", "--runtime", "process", "--images", "images.json")).ShouldEndWith(0);
        try
        {
            var run = (await RunAsync(kind, "run", "-e", "local", "hello:1.0.0", "--", "world")).ShouldEndWith(3);
            Assert.Contains("hello, world", run.Output, StringComparison.Ordinal);
        }
        finally
        {
            (await RunAsync(kind, "local-ecs", "stop")).ShouldEndWith(0);
        }
    }

    [Fact]
    public async Task The_single_file_needs_no_runtime_on_the_machine()
    {
        var environment = new Dictionary<string, string?>(StringComparer.Ordinal) { ["PATH"] = "/nowhere", ["DOTNET_ROOT"] = "/nowhere" };
        (await Shell.RunAsync(_folder, environment, programs.SingleFile, "--version")).ShouldEndWith(0);
    }

    [Fact]
    public async Task The_demo_says_what_it_needs_outside_the_repository()
    {
        var demo = (await RunAsync("tool", "demo")).ShouldEndWith(123);
        Assert.Contains("clone of the repository", demo.Errors, StringComparison.Ordinal);
    }

    private Task<Finished> RunAsync(string kind, params string[] arguments)
    {
        var environment = new Dictionary<string, string?>(StringComparer.Ordinal) { ["SLIPWAY_STATE_DIR"] = Path.Combine(_folder, "state") };
        return Shell.RunAsync(_folder, environment, kind is "tool" ? programs.Tool : programs.SingleFile, arguments);
    }
}
