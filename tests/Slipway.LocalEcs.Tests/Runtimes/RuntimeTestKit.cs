using System.Globalization;
using System.Threading.Channels;
using Slipway.LocalEcs.Runtimes;

namespace Slipway.LocalEcs.Tests.Runtimes;

/// <summary>What every runtime must do, run on each of them. The image <c>slipway-test:1.0.0</c> has a shell as <c>sh</c> on its PATH.</summary>
public abstract class RuntimeTestKit : IAsyncLifetime
{
    internal const string Image = "slipway-test:1.0.0";

    private readonly List<string> _taskIds = [];

    private protected IContainerRuntime Runtime { get; private set; } = null!;

    private protected string StateDirectory { get; } = Directory.CreateTempSubdirectory("slipway-runtime-").FullName;

    private protected string TaskId { get; private set; } = "";

    private protected static CancellationToken Cancel => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        await PrepareAsync();
        Runtime = await CreateAsync();
        TaskId = NewTaskId();
    }

    public async ValueTask DisposeAsync()
    {
        foreach (var task in _taskIds)
            await Runtime.RemoveTaskAsync(task, CancellationToken.None);
        await DisposeRuntimeAsync();
        Directory.Delete(StateDirectory, recursive: true);
        GC.SuppressFinalize(this);
    }

    [Fact]
    public async Task A_container_s_exit_code_is_its_first_process_s()
    {
        var exit = await RunAsync("exit 3");

        Assert.Equal(3, exit.ExitCode);
        Assert.False(exit.OutOfMemory);
        Assert.Null(exit.Reason);
    }

    [Fact]
    public async Task The_log_is_complete_and_in_order_over_both_streams()
    {
        var log = new CollectedLog();

        var exit = await RunAsync("i=0; while [ $i -lt 500 ]; do echo out $i; i=$((i+1)); done; echo 'zażółć' >&2", log);

        Assert.Equal(0, exit.ExitCode);
        Assert.Equal(
            Enumerable.Range(0, 500).Select(i => string.Create(CultureInfo.InvariantCulture, $"out {i}")),
            log.Text.Where(line => line != "zażółć"));
        Assert.Single(log.Text, "zażółć");
        Assert.Equal(log.Lines.Select(line => line.At).Order(), log.Lines.Select(line => line.At));
        Assert.All(log.Lines, line => Assert.InRange(line.At, DateTimeOffset.UtcNow.AddMinutes(-10), DateTimeOffset.UtcNow.AddMinutes(1)));
    }

    [Fact]
    public async Task A_last_line_without_an_end_is_a_line()
    {
        var log = new CollectedLog();

        await RunAsync("echo first; printf 'no newline'", log);

        Assert.Equal(["first", "no newline"], log.Text);
    }

    [Fact]
    public async Task Lines_come_while_the_container_runs()
    {
        var log = new CollectedLog();
        var container = await StartAsync("echo ready; sleep 600", log);

        await log.WaitForAsync("ready", Cancel);

        Assert.False(container.Exited.IsCompleted);
        await container.StopAsync(TimeSpan.Zero, Cancel);
    }

    [Fact]
    public async Task A_long_line_is_one_line()
    {
        var log = new CollectedLog();

        await RunAsync("i=0; while [ $i -lt 3000 ]; do printf 0123456789; i=$((i+1)); done; echo; echo after", log);

        Assert.Equal([string.Concat(Enumerable.Repeat("0123456789", 3000)), "after"], log.Text);
    }

    [Fact]
    public async Task Environment_reaches_the_container_whatever_it_holds()
    {
        var log = new CollectedLog();
        var plan = Plan("main", """printf '%s|' "$PLAIN" "$LINES" "$QUOTES" "$HOME" "${AWS_SLIPWAY_TEST-none}"; echo""", log) with
        {
            Environment = new Dictionary<string, string>
            {
                ["PLAIN"] = "value",
                ["LINES"] = "one\ntwo",
                ["QUOTES"] = " 'a' \"b\" $c \\ #",
                ["HOME"] = "/somewhere",
            },
        };

        Environment.SetEnvironmentVariable("AWS_SLIPWAY_TEST", "the host's own");
        var exit = await EndAsync(await Runtime.StartAsync(plan, Cancel));

        Assert.Equal(0, exit.ExitCode);
        Assert.Equal("value|one\ntwo| 'a' \"b\" $c \\ #|/somewhere|none|", string.Join('\n', log.Text));
    }

    [Fact]
    public async Task The_image_s_environment_and_command_are_there_until_replaced()
    {
        var log = new CollectedLog();
        var plan = Plan("main", "", log) with { EntryPoint = null, Command = null };

        var exit = await EndAsync(await Runtime.StartAsync(plan, Cancel));

        Assert.Equal(0, exit.ExitCode);
        Assert.Equal(["default command from-image"], log.Text);
    }

    [Fact]
    public async Task A_command_alone_keeps_the_image_s_entry_point()
    {
        var log = new CollectedLog();
        var plan = Plan("main", "", log) with { EntryPoint = null, Command = ["-c", "echo replaced $FROM_IMAGE"] };

        await EndAsync(await Runtime.StartAsync(plan, Cancel));

        Assert.Equal(["replaced from-image"], log.Text);
    }

    [Fact]
    public async Task Containers_of_an_ECS_task_share_its_volume_and_no_other_does()
    {
        var (log, other) = (new CollectedLog(), new CollectedLog());
        PlannedMount mount = new("scratch", "/shared", ReadOnly: false, HostPath: null);
        ContainerPlan Mounted(string taskId, string name, string script, IContainerLog output) =>
            Plan(name, script, output) with { TaskId = taskId, Mounts = [mount], Environment = new Dictionary<string, string> { ["SHARED"] = "/shared" } };

        await EndAsync(await Runtime.StartAsync(Mounted(TaskId, "writer", "echo from writer >\"$SHARED/file\"", new CollectedLog()), Cancel));
        await EndAsync(await Runtime.StartAsync(Mounted(TaskId, "reader", "cat \"$SHARED/file\"", log), Cancel));
        await EndAsync(await Runtime.StartAsync(Mounted(NewTaskId(), "reader", "[ -e \"$SHARED/file\" ] || echo nothing", other), Cancel));

        Assert.Equal(["from writer"], log.Text);
        Assert.Equal(["nothing"], other.Text);
    }

    [Fact]
    public async Task A_folder_of_the_host_can_stand_in_for_a_file_system()
    {
        var log = new CollectedLog();
        var folder = Directory.CreateDirectory(Path.Combine(StateDirectory, "efs")).FullName;
        await File.WriteAllTextAsync(Path.Combine(folder, "kept"), "kept outside", Cancel);
        var plan = Plan("main", "cat \"$EFS/kept\"; echo >\"$EFS/new\"", log) with
        {
            Mounts = [new("efs", "/mnt/efs", ReadOnly: false, folder)],
            Environment = new Dictionary<string, string> { ["EFS"] = "/mnt/efs" },
        };

        await EndAsync(await Runtime.StartAsync(plan, Cancel));
        await Runtime.RemoveTaskAsync(TaskId, Cancel);

        Assert.Equal(["kept outside"], log.Text);
        Assert.True(File.Exists(Path.Combine(folder, "new")), "what the container wrote stays after the ECS task");
    }

    [Fact]
    public async Task Stop_lets_a_container_end_by_itself()
    {
        var log = new CollectedLog();
        var container = await StartAsync("trap 'echo term; exit 7' TERM; echo ready; while :; do sleep 0.05; done", log);
        await log.WaitForAsync("ready", Cancel);

        await container.StopAsync(TimeSpan.FromSeconds(30), Cancel);

        Assert.Equal(7, (await EndAsync(container)).ExitCode);
        Assert.Equal(["ready", "term"], log.Text);
    }

    [Fact]
    public async Task Stop_kills_what_ignores_it_after_the_time_out()
    {
        var log = new CollectedLog();
        var container = await StartAsync("trap '' TERM; echo ready; while :; do sleep 0.05; done", log);
        await log.WaitForAsync("ready", Cancel);

        await container.StopAsync(TimeSpan.FromSeconds(1), Cancel);

        var exit = await EndAsync(container);
        Assert.Equal(137, exit.ExitCode);
        Assert.False(exit.OutOfMemory);
    }

    [Fact]
    public async Task Other_processes_end_with_the_first_one()
    {
        var log = new CollectedLog();

        var exit = await RunAsync("sleep 600 & echo started; exit 0", log);

        Assert.Equal(0, exit.ExitCode);
        Assert.Equal(["started"], log.Text);
    }

    [Fact]
    public async Task A_program_that_is_not_there_is_a_start_that_failed()
    {
        var plan = Plan("main", "", new CollectedLog()) with { EntryPoint = ["/no/such/program"], Command = null };

        var exit = await EndAsync(await Runtime.StartAsync(plan, Cancel));

        Assert.Null(exit.ExitCode);
        Assert.Contains("CannotStartContainerError", exit.Reason, StringComparison.Ordinal);
        Assert.Contains("/no/such/program", exit.Reason, StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_image_that_is_not_there_cannot_be_pulled()
    {
        var exception = await Assert.ThrowsAsync<ImagePullException>(() => Runtime.PullAsync("localhost/slipway-no-such-image:9", Cancel));

        Assert.Contains("slipway-no-such-image:9", exception.Message, StringComparison.Ordinal);
        Assert.Contains("not found", exception.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_image_is_found_under_an_ECR_name_by_tag_and_by_digest()
    {
        const string Ecr = "123456789012.dkr.ecr.eu-west-1.amazonaws.com/slipway-test";
        var byTag = await Runtime.PullAsync($"{Ecr}:1.0.0", Cancel);

        Assert.StartsWith("sha256:", byTag.Digest, StringComparison.Ordinal);
        Assert.Equal(byTag.Digest, (await Runtime.PullAsync($"{Ecr}@{byTag.Digest}", Cancel)).Digest);
        var other = await Assert.ThrowsAsync<ImagePullException>(() => Runtime.PullAsync($"{Ecr}@sha256:{new string('0', 64)}", Cancel));
        Assert.Contains("not found", other.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_container_that_runs_is_found_after_a_restart_with_no_line_lost_or_twice()
    {
        var log = new CollectedLog();
        await StartAsync("i=0; while [ $i -lt 200 ]; do echo $i; i=$((i+1)); [ $i -eq 50 ] && sleep 1; done; exit 5", log);
        await log.WaitForAsync("20", Cancel);
        await RestartAsync();

        var found = await Runtime.FindAsync(Plan("main", "", log) with { Image = null }, Cancel);

        Assert.NotNull(found);
        Assert.Equal(5, (await EndAsync(found)).ExitCode);
        Assert.Equal(Enumerable.Range(0, 200).Select(i => i.ToString(CultureInfo.InvariantCulture)), log.Text);
    }

    [Fact]
    public async Task A_container_that_ended_meanwhile_is_found_after_a_restart_with_the_rest_of_its_log()
    {
        var log = new CollectedLog();
        var (plan, signal) = Signalled($"echo before; printf part; {Wait("go")}; echo ' and rest'; echo >\"$SIGNAL/done\"; exit 9", log);
        var started = await Runtime.StartAsync(plan, Cancel);
        await log.WaitForAsync("before", Cancel);
        await DisposeRuntimeAsync();
        await File.WriteAllTextAsync(Path.Combine(signal, "go"), "", Cancel);
        await WhenAsync(signal, () => File.Exists(Path.Combine(signal, "done")));
        Runtime = await CreateAsync();

        var found = await Runtime.FindAsync(plan with { Image = null }, Cancel);

        Assert.NotNull(found);
        Assert.Equal(9, (await EndAsync(found)).ExitCode);
        Assert.Equal(["before", "part and rest"], log.Text);
        Assert.Equal(started.RuntimeId, found.RuntimeId);
    }

    [Fact]
    public async Task Each_line_has_the_time_at_which_it_was_written_also_when_nobody_was_there_to_read_it()
    {
        var log = new CollectedLog();
        var (plan, signal) = Signalled($"echo before; {Wait("go")}; echo one; echo >\"$SIGNAL/done\"; {Wait("on")}; echo two", log);
        await Runtime.StartAsync(plan, Cancel);
        await log.WaitForAsync("before", Cancel);
        await DisposeRuntimeAsync();
        await File.WriteAllTextAsync(Path.Combine(signal, "go"), "", Cancel);
        await WhenAsync(signal, () => File.Exists(Path.Combine(signal, "done")));
        if (KeepsTimes)
            await WhenAsync(OutputFolder, () => Directory.EnumerateFiles(OutputFolder).Any(file => File.ReadAllText(file).Contains("one", StringComparison.Ordinal)));
        var between = DateTimeOffset.UtcNow;
        await File.WriteAllTextAsync(Path.Combine(signal, "on"), "", Cancel);
        Runtime = await CreateAsync();

        await EndAsync((await Runtime.FindAsync(plan with { Image = null }, Cancel))!);

        Assert.Equal(["before", "one", "two"], log.Text);
        Assert.Equal(KeepsTimes, log.Lines[1].At <= between);
        Assert.True(log.Lines[2].At >= between, $"{log.Lines[2]} was written after {between:O}.");
    }

    [Fact]
    public async Task A_container_found_after_a_restart_can_be_stopped()
    {
        var log = new CollectedLog();
        await StartAsync("trap 'exit 4' TERM; echo ready; while :; do sleep 0.05; done", log);
        await log.WaitForAsync("ready", Cancel);
        await RestartAsync();

        var found = await Runtime.FindAsync(Plan("main", "", log) with { Image = null }, Cancel);

        Assert.NotNull(found);
        await found.StopAsync(TimeSpan.FromSeconds(30), Cancel);
        Assert.Equal(4, (await EndAsync(found)).ExitCode);
    }

    [Fact]
    public async Task A_container_that_never_started_is_not_found() =>
        Assert.Null(await Runtime.FindAsync(Plan("main", "", new CollectedLog()) with { Image = null }, Cancel));

    [Fact]
    public async Task Nothing_is_found_once_the_ECS_task_was_removed()
    {
        await RunAsync("exit 0");
        await Runtime.RemoveTaskAsync(TaskId, Cancel);
        await Runtime.RemoveTaskAsync(TaskId, Cancel);

        Assert.Null(await Runtime.FindAsync(Plan("main", "", new CollectedLog()) with { Image = null }, Cancel));
    }

    [Fact]
    public async Task A_health_check_runs_beside_the_container()
    {
        var log = new CollectedLog();
        var container = await StartAsync("echo ready; sleep 600", log);
        await log.WaitForAsync("ready", Cancel);

        Assert.Equal(0, await container.ExecAsync(["sh", "-c", "[ \"$FROM_IMAGE\" = from-image ]"], Deadlines.Container, Cancel));
        Assert.Equal(3, await container.ExecAsync(["sh", "-c", "exit 3"], Deadlines.Container, Cancel));
        Assert.Equal(-1, await container.ExecAsync(["sh", "-c", "sleep 600"], TimeSpan.FromMilliseconds(300), Cancel));
        await container.StopAsync(TimeSpan.Zero, Cancel);
    }

    [Fact]
    public async Task Peak_memory_and_CPU_time_are_known_in_the_end()
    {
        // A variable of 32 MB, and some work.
        var exit = await RunAsync("x=0123456789abcdef; i=0; while [ $i -lt 21 ]; do x=$x$x; i=$((i+1)); done; sleep 1.2; echo ${#x}");

        Assert.Equal(0, exit.ExitCode);
        Assert.NotNull(exit.PeakMemoryBytes);
        Assert.InRange(exit.PeakMemoryBytes.Value, 32_000_000, 512_000_000);
        Assert.True(exit.CpuSeconds > 0, $"CPU time was {exit.CpuSeconds}");
    }

    private protected static async Task<ContainerExit> EndAsync(IRunningContainer container) => await container.Exited.WaitAsync(Deadlines.Container, Cancel);

    private protected abstract ValueTask PrepareAsync();

    private protected abstract Task<IContainerRuntime> CreateAsync();

    private protected ContainerPlan Plan(string name, string script, IContainerLog log) => new()
    {
        TaskId = TaskId,
        Name = name,
        Image = new(Reference, "sha256:0"),
        EntryPoint = ["sh", "-c"],
        Command = [script],
        Log = log,
    };

    private protected virtual string Reference => Image;

    /// <summary>Whether lines have a time of their own, or only that of their reading.</summary>
    private protected virtual bool KeepsTimes => true;

    private string OutputFolder => Path.Combine(StateDirectory, "output");

    private static string Wait(string file) => $"while [ ! -e \"$SIGNAL/{file}\" ]; do sleep 0.05; done";

    /// <summary>A plan whose script and the test signal each other by files of a folder.</summary>
    private (ContainerPlan Plan, string Folder) Signalled(string script, CollectedLog log)
    {
        var folder = Directory.CreateDirectory(Path.Combine(StateDirectory, "signal")).FullName;
        var plan = Plan("main", script, log) with
        {
            Mounts = [new("signal", "/signal", ReadOnly: false, folder)],
            Environment = new Dictionary<string, string> { ["SIGNAL"] = "/signal" },
        };
        return (plan, folder);
    }

    /// <summary>Waits until something is so that a change in a folder makes so.</summary>
    private static async Task WhenAsync(string folder, Func<bool> isSo)
    {
        var changes = Channel.CreateUnbounded<string?>();
        using var watcher = new FileSystemWatcher(folder);
        watcher.Created += (_, change) => changes.Writer.TryWrite(change.Name);
        watcher.Changed += (_, change) => changes.Writer.TryWrite(change.Name);
        watcher.EnableRaisingEvents = true;
        while (!isSo())
            await changes.Reader.ReadAsync(Cancel).AsTask().WaitAsync(Deadlines.Container, Cancel);
    }

    private protected async Task<IRunningContainer> StartAsync(string script, IContainerLog log) => await Runtime.StartAsync(Plan("main", script, log), Cancel);

    private protected async Task<ContainerExit> RunAsync(string script, IContainerLog? log = null) =>
        await EndAsync(await StartAsync(script, log ?? new CollectedLog()));

    private protected string NewTaskId()
    {
        var id = Guid.NewGuid().ToString("N");
        _taskIds.Add(id);
        return id;
    }

    private protected async Task RestartAsync()
    {
        await DisposeRuntimeAsync();
        Runtime = await CreateAsync();
    }

    private async ValueTask DisposeRuntimeAsync() => await ((IAsyncDisposable)Runtime).DisposeAsync();
}
