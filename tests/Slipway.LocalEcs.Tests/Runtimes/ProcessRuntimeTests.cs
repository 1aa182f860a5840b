using Slipway.LocalEcs.Images;
using Slipway.LocalEcs.Runtimes;
using Slipway.LocalEcs.Runtimes.Processes;

namespace Slipway.LocalEcs.Tests.Runtimes;

/// <summary>The process runtime, with no container engine.</summary>
public sealed class ProcessRuntimeTests : RuntimeTestKit
{
    private string ImageFolder => Path.Combine(StateDirectory, "image");

    [Fact]
    public async Task What_a_container_writes_beside_its_files_is_not_part_of_the_image()
    {
        var before = (await Runtime.PullAsync(Image, Cancel)).Digest;

        var exit = await RunAsync("cat data.txt >report.txt && cat report.txt");

        Assert.Equal(0, exit.ExitCode);
        Assert.Equal(before, (await Runtime.PullAsync(Image, Cancel)).Digest);
    }

    [Fact]
    public async Task A_changed_file_is_a_changed_digest()
    {
        var before = (await Runtime.PullAsync(Image, Cancel)).Digest;

        await File.WriteAllTextAsync(Path.Combine(ImageFolder, "data.txt"), "other data", Cancel);

        Assert.NotEqual(before, (await Runtime.PullAsync(Image, Cancel)).Digest);
    }

    [Fact]
    public async Task A_program_of_the_image_s_folder_is_run_by_its_relative_name()
    {
        var log = new CollectedLog();
        var plan = Plan("main", "", log) with { EntryPoint = ["./hello.sh"], Command = ["world"] };

        var exit = await EndAsync(await Runtime.StartAsync(plan, Cancel));

        Assert.Equal(0, exit.ExitCode);
        Assert.Equal(["hello world"], log.Text);
    }

    [Fact]
    public async Task A_file_that_may_not_be_executed_is_a_start_that_failed()
    {
        var plan = Plan("main", "", new CollectedLog()) with { EntryPoint = ["./data.txt"], Command = null };

        var exit = await EndAsync(await Runtime.StartAsync(plan, Cancel));

        Assert.Null(exit.ExitCode);
        Assert.Contains("permission denied", exit.Reason, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_process_whose_supervisor_was_killed_is_ended_and_says_so()
    {
        var log = new CollectedLog();
        var container = await StartAsync("echo $PPID $$; trap '' PIPE TERM; while :; do sleep 600; done", log);
        await log.WaitForLineAsync(Cancel);
        var (shim, first) = (ProcessOf(log.Text[0].Split(' ')[0]), ProcessOf(log.Text[0].Split(' ')[1]));

        using (shim)
            shim.Kill();

        var exit = await EndAsync(container);
        Assert.Null(exit.ExitCode);
        Assert.StartsWith("CannotInspectContainerError", exit.Reason, StringComparison.Ordinal);
        using (first)
            await first.WaitForExitAsync(Cancel).WaitAsync(Deadlines.Container, Cancel);
    }

    [Fact]
    public async Task A_daemon_that_leaves_the_container_does_not_keep_it_from_ending()
    {
        var log = new CollectedLog();

        var exit = await RunAsync("setsid sh -c 'echo $$; exec sleep 600' & wait_for=$!; while [ ! -e /proc/$wait_for/cwd ]; do :; done; sleep 0.2; echo done", log);

        Assert.Equal(0, exit.ExitCode);
        Assert.Contains("done", log.Text);
        using var daemon = ProcessOf(log.Text[0]);
        daemon.Kill();
    }

    [Fact]
    public async Task What_cannot_be_executed_is_a_start_that_failed_in_the_words_of_the_system()
    {
        // A shell would run it; a container engine does not.
        File.Copy(Path.Combine(ImageFolder, "hello.sh"), Path.Combine(ImageFolder, "no-program"));
        await File.WriteAllTextAsync(Path.Combine(ImageFolder, "no-program"), "echo no line says which program reads this", Cancel);
        var plan = Plan("main", "", new CollectedLog()) with { EntryPoint = ["./no-program"], Command = null };

        var exit = await EndAsync(await Runtime.StartAsync(plan, Cancel));

        Assert.Null(exit.ExitCode);
        Assert.Contains("exec format error", exit.Reason, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_variable_may_have_any_name_and_none_changes_the_supervisor()
    {
        var log = new CollectedLog();
        var plan = Plan("main", "", log) with
        {
            EntryPoint = ["env"],
            Command = null,
            Environment = new Dictionary<string, string> { ["dotted.name-1"] = "=a=", ["PERL5OPT"] = "-MNoSuchModule", ["LD_PRELOAD"] = "" },
        };

        await EndAsync(await Runtime.StartAsync(plan, Cancel));

        Assert.Equal(["PERL5OPT=-MNoSuchModule", "dotted.name-1==a="], log.Text.Where(line => line.StartsWith("dotted", StringComparison.Ordinal) || line.StartsWith("PERL", StringComparison.Ordinal)).Order(StringComparer.Ordinal));
    }

    [Fact]
    public async Task A_volume_s_real_folder_is_a_variable()
    {
        var log = new CollectedLog();
        var folder = Directory.CreateDirectory(Path.Combine(StateDirectory, "efs")).FullName;
        var plan = Plan("main", "echo $SLIPWAY_VOLUME_MY_DATA_1; cd $SLIPWAY_VOLUME_SCRATCH && pwd", log) with
        {
            Mounts = [new("my-data.1", "/data", ReadOnly: false, folder), new("scratch", "/scratch", ReadOnly: false, HostPath: null)],
        };

        await EndAsync(await Runtime.StartAsync(plan, Cancel));

        Assert.Equal(folder, log.Text[0]);
        Assert.EndsWith($"{TaskId}/volumes/scratch", log.Text[1], StringComparison.Ordinal);
    }

    private static System.Diagnostics.Process ProcessOf(string pid) =>
        System.Diagnostics.Process.GetProcessById(int.Parse(pid, System.Globalization.CultureInfo.InvariantCulture));

    [Fact]
    public async Task A_wrong_images_file_is_named()
    {
        await File.WriteAllTextAsync(ImagesFile, """{ "slipway-test": { "1.0.0": { "foldre": "x" } } }""", Cancel);

        var exception = await Assert.ThrowsAsync<LocalEcsException>(() => Runtime.PullAsync(Image, Cancel));

        Assert.Equal("LOCALECS_IMAGES_FILE", exception.Code);
        Assert.Contains(ImagesFile, exception.Message, StringComparison.Ordinal);
        Assert.Contains("foldre", exception.Message, StringComparison.Ordinal);
    }

    private string ImagesFile => Path.Combine(StateDirectory, "images.json");

    private protected override async ValueTask PrepareAsync()
    {
        Directory.CreateDirectory(ImageFolder);
        await File.WriteAllTextAsync(Path.Combine(ImageFolder, "data.txt"), "data");
        var program = Path.Combine(ImageFolder, "hello.sh");
        await File.WriteAllTextAsync(program, "#!/bin/sh\necho hello $1\n");
        if (!OperatingSystem.IsWindows())
            File.SetUnixFileMode(program, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
        await File.WriteAllTextAsync(ImagesFile, """
            {
              // A shell of the machine stands for an image.
              "slipway-test": {
                "1.0.0": {
                  "folder": "image",
                  "entryPoint": ["/bin/sh"],
                  "command": ["-c", "echo default command $FROM_IMAGE"],
                  "environment": { "FROM_IMAGE": "from-image" },
                },
              },
            }
            """);
    }

    private protected override Task<IContainerRuntime> CreateAsync() =>
        Task.FromResult<IContainerRuntime>(new ProcessRuntime(StateDirectory, new MappedImages(ImagesFile), TimeProvider.System));
}
