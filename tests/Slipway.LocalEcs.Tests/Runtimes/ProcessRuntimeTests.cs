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
    public async Task A_process_whose_supervisor_was_killed_has_no_exit_code_and_says_so()
    {
        var log = new CollectedLog();
        var container = await StartAsync("echo $PPID; sleep 600", log);
        await log.WaitForLineAsync(Cancel);

        using (var shim = System.Diagnostics.Process.GetProcessById(int.Parse(log.Text[0], System.Globalization.CultureInfo.InvariantCulture)))
            shim.Kill(entireProcessTree: true);

        var exit = await EndAsync(container);
        Assert.Null(exit.ExitCode);
        Assert.StartsWith("CannotInspectContainerError", exit.Reason, StringComparison.Ordinal);
    }

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
