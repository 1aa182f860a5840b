using Slipway.LocalEcs.Runtimes;
using Slipway.LocalEcs.Runtimes.Engines;

namespace Slipway.LocalEcs.Tests.Runtimes;

/// <summary>podman, watched as a local engine is: its supervisor and its output file.</summary>
[Trait("needs", "containers")]
public class PodmanRuntimeTests : RuntimeTestKit
{
    private protected Engine Engine { get; private set; } = null!;

    private protected override string Reference => "localhost/" + Image;

    [Fact]
    public async Task A_container_over_its_memory_limit_is_out_of_memory()
    {
        const long Limit = 32 * 1024 * 1024;
        var plan = Plan("main", "x=0123456789abcdef; while :; do x=$x$x; done", new CollectedLog()) with { MemoryBytes = Limit };

        var exit = await EndAsync(await Runtime.StartAsync(plan, Cancel));

        Assert.Equal(137, exit.ExitCode);
        Assert.True(exit.OutOfMemory);
        Assert.Equal(ContainerReasons.OutOfMemory, exit.Reason);
        Assert.True(exit.PeakMemoryBytes >= Limit, $"the peak was {exit.PeakMemoryBytes}");
    }

    [Fact]
    public async Task User_working_directory_and_read_only_root_are_applied()
    {
        var log = new CollectedLog();
        var plan = Plan("main", "id -u; id -g; pwd; echo x 2>/dev/null >/file || echo read-only; echo x 2>/dev/null >/tmp/file || echo tmp too", log) with
        {
            User = "1234:5678",
            WorkingDirectory = "/bin",
            ReadonlyRootFilesystem = true,
            CpuUnits = 256,
            InitProcess = true,
        };

        await EndAsync(await Runtime.StartAsync(plan, Cancel));

        Assert.Equal(["1234", "5678", "/bin", "read-only"], log.Text.Take(4));
        // podman alone mounts a writable /tmp unless told not to, and docker does not know that option.
        Assert.Equal(Engine.Kind == EngineKind.Podman ? ["tmp too"] : [], log.Text.Skip(4));
    }

    [Fact]
    public async Task Capabilities_are_dropped()
    {
        var log = new CollectedLog();
        var plan = Plan("main", "while read -r line; do case $line in CapBnd*) echo $line;; esac; done </proc/self/status", log) with { DroppedCapabilities = ["ALL"] };

        await EndAsync(await Runtime.StartAsync(plan, Cancel));

        Assert.Equal(["CapBnd: 0000000000000000"], log.Text);
    }

    [Fact]
    public async Task A_read_only_mount_cannot_be_written()
    {
        var log = new CollectedLog();
        var plan = Plan("main", "echo x 2>/dev/null >/shared/file || echo refused", log) with { Mounts = [new("v", "/shared", ReadOnly: true, null)] };

        await EndAsync(await Runtime.StartAsync(plan, Cancel));

        Assert.Equal(["refused"], log.Text);
    }

    [Fact]
    public async Task With_an_init_process_SIGTERM_ends_what_has_no_handler()
    {
        var log = new CollectedLog();
        var plan = Plan("main", "echo ready; exec sleep 600", log) with { InitProcess = true };
        var container = await Runtime.StartAsync(plan, Cancel);
        await log.WaitForAsync("ready", Cancel);

        await container.StopAsync(TimeSpan.FromSeconds(60), Cancel);

        Assert.Equal(143, (await EndAsync(container)).ExitCode);
    }

    [Fact]
    public async Task Nothing_of_a_removed_ECS_task_is_left_in_the_engine()
    {
        var plan = Plan("main", "echo x >/shared/file; exec sleep 600", new CollectedLog()) with { Mounts = [new("v", "/shared", ReadOnly: false, null)] };
        await Runtime.StartAsync(plan, Cancel);

        await Runtime.RemoveTaskAsync(TaskId, Cancel);

        var cli = new EngineCli(Engine);
        Assert.DoesNotContain(TaskId, await cli.OutputAsync(["ps", "--all", "--format", "{{.Names}}"], Cancel), StringComparison.Ordinal);
        Assert.DoesNotContain(TaskId, await cli.OutputAsync(["volume", "ls", "--quiet"], Cancel), StringComparison.Ordinal);
        Assert.DoesNotContain(
            Directory.EnumerateFileSystemEntries(StateDirectory, "*", SearchOption.AllDirectories),
            path => path.Contains(TaskId, StringComparison.Ordinal));
    }

    [Fact]
    public async Task Values_of_the_environment_stand_on_no_command_line_and_in_no_file_that_stays()
    {
        const string Secret = "a-secret-value-4711";
        var log = new CollectedLog();
        var plan = Plan("main", "echo ready; exec sleep 600", log) with
        {
            Environment = new Dictionary<string, string> { ["SECRET"] = Secret, ["HOME"] = Secret, ["DOCKER_SECRET"] = Secret },
        };

        var container = await Runtime.StartAsync(plan, Cancel);
        await log.WaitForAsync("ready", Cancel);

        Assert.DoesNotContain(Secret, string.Join('\n', RunArguments.Of(Engine, plan, StateDirectory, "output").Arguments), StringComparison.Ordinal);
        string[] files =
        [
            .. Directory.EnumerateDirectories("/proc").Select(process => Path.Combine(process, "cmdline")).Where(File.Exists),
            .. Directory.EnumerateFiles(StateDirectory, "*", SearchOption.AllDirectories),
        ];
        Assert.DoesNotContain(files, file => ReadOrNothing(file).Contains(Secret, StringComparison.Ordinal));
        await container.StopAsync(TimeSpan.Zero, Cancel);
    }

    private protected override async ValueTask PrepareAsync() => Engine = Adapt(await PodmanImage.EngineAsync());

    private protected virtual Engine Adapt(Engine engine) => engine;

    private protected override Task<IContainerRuntime> CreateAsync()
    {
        var cli = new EngineCli(Engine);
        return Task.FromResult<IContainerRuntime>(new EngineRuntime(cli, new EngineImages(cli, registry: null), StateDirectory, TimeProvider.System));
    }

    private static string ReadOrNothing(string file)
    {
        try
        {
            return File.ReadAllText(file);
        }
        catch (IOException)
        {
            return ""; // A process that has ended.
        }
    }
}
