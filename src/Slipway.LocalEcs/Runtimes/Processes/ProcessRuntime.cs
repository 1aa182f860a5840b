using System.ComponentModel;
using System.Diagnostics;
using System.Globalization;
using System.Text;
using Slipway.LocalEcs.Images;
using Slipway.LocalEcs.Runtimes.Output;

namespace Slipway.LocalEcs.Runtimes.Processes;

/// <summary>
/// Runs the containers of ECS tasks as plain processes, for machines without a container engine. Images are folders that an images file names.
/// Each process leads a session of its own and outlives LocalEcs. Not applied, since a plain process has none of it: user, read-only root, memory
/// and CPU limits, init process; and nothing is proved about images.
/// </summary>
internal sealed class ProcessRuntime : IContainerRuntime, IAsyncDisposable
{
    private const string ImageFile = "image";

    private readonly CancellationTokenSource _disposed = new();
    private readonly ProcessExits _exits = new();
    private readonly MappedImages _images;
    private readonly OutputFolder _output;
    private readonly TaskFolders _folders;
    private readonly TimeProvider _time;
    private readonly string _perl;
    private readonly int _clock;

    /// <summary>Makes the runtime; its folders lie below <paramref name="stateDirectory"/>.</summary>
    /// <exception cref="LocalEcsException">The machine lacks what supervises the processes.</exception>
    public ProcessRuntime(string stateDirectory, MappedImages images, TimeProvider time)
    {
        _images = images;
        _time = time;
        _perl = ProcessShim.FindPerl() ?? throw Unavailable("perl supervises them, and it is not installed. Install it with: apt-get install perl-base");
        _clock = ProcessShim.ClockCall ?? throw Unavailable("they are supervised on x86-64 and ARM64 only");
        _folders = new(stateDirectory);
        _output = new(Path.Combine(stateDirectory, "output"));
    }

    /// <inheritdoc/>
    public string Name => "process";

    /// <summary>How a process is started: with that environment and no other.</summary>
    public static ProcessStartInfo StartOf(string program, IEnumerable<string> arguments, ProcessCommand surroundings)
    {
        var start = new ProcessStartInfo(program, arguments) { UseShellExecute = false, WorkingDirectory = surroundings.WorkingDirectory };
        start.Environment.Clear();
        foreach (var (name, value) in surroundings.Environment)
        {
            start.Environment[name] = value;
        }

        return start;
    }

    /// <inheritdoc/>
    public async Task<PulledImage> PullAsync(string image, CancellationToken cancellationToken)
    {
        var reference = ImageReference.Parse(image);
        var found = await Task.Run(() => _images.Find(reference), cancellationToken);
        if (found is not { } mapped)
        {
            throw new ImagePullException($"{reference.NotFound()} (plain processes run the ECS tasks; {_images.Origin})");
        }

        return Directory.Exists(mapped.Image.Folder)
            ? new($"{mapped.Image.Repository}:{mapped.Image.Version}", mapped.Digest)
            : throw new ImagePullException($"{reference.NotFound()} (the folder {mapped.Image.Folder} is not there; {_images.Origin})");
    }

    /// <inheritdoc/>
    public async Task<IRunningContainer> StartAsync(ContainerPlan plan, CancellationToken cancellationToken)
    {
        var reference = plan.Image?.Reference ?? throw new ArgumentException("A plan to start has an image.", nameof(plan));
        try
        {
            var image = Mapped(reference) ?? throw new ContainerStartException(ContainerReasons.CannotStartFor($"No such image: {reference}"));
            var folder = _folders.MakeContainer(plan.TaskId, plan.Name);
            var places = new ProcessPlaces(plan, _folders);
            places.Make(image);
            await File.WriteAllTextAsync(Path.Combine(folder, ImageFile), reference, cancellationToken);
            var output = _output.FileOf(plan.TaskId, plan.Name);
            File.Delete(output);
            State.StateDatabase.CreateOwnedFile(output);
            await StartShimAsync(folder, output, ProcessCommand.Of(plan, image, places));
            return Watch(plan, image, folder, places) ?? throw new ContainerStartException(ContainerReasons.NoExitCode);
        }
        catch (ContainerStartException exception)
        {
            return new EndedContainer(ProcessContainer.IdOf(plan), new(null, Reason: exception.Message));
        }
    }

    /// <inheritdoc/>
    public Task<IRunningContainer?> FindAsync(ContainerPlan plan, CancellationToken cancellationToken)
    {
        var folder = _folders.Container(plan.TaskId, plan.Name);
        var image = Path.Combine(folder, ImageFile) is var file && File.Exists(file) ? Mapped(File.ReadAllText(file)) : null;
        return Task.FromResult<IRunningContainer?>(Watch(plan, image, folder, new(plan, _folders)));
    }

    /// <inheritdoc/>
    public Task RemoveTaskAsync(string taskId, CancellationToken cancellationToken)
    {
        _folders.Remove(taskId);
        _output.RemoveTask(taskId);
        return Task.CompletedTask;
    }

    /// <summary>Stops watching. The processes run on, and <see cref="FindAsync"/> of another runtime finds them.</summary>
    public async ValueTask DisposeAsync()
    {
        await _disposed.CancelAsync();
        _exits.Dispose();
        _output.Dispose();
    }

    private static LocalEcsException Unavailable(string why) =>
        new("LOCALECS_RUNTIME_UNAVAILABLE", $"Plain processes cannot run ECS tasks here: {why}, or install a container engine: apt-get install podman runc.");

    private async Task StartShimAsync(string folder, string output, ProcessCommand command)
    {
        var start = new ProcessStartInfo(
            "setsid",
            [_perl, "-e", ProcessShim.Script, folder, output, _clock.ToString(CultureInfo.InvariantCulture), command.Program, .. command.Arguments])
        {
            UseShellExecute = false,
            WorkingDirectory = command.WorkingDirectory,
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
        };
        // Nothing of the container's environment may change the shim.
        start.Environment.Clear();
        using var shim = new Process { StartInfo = start };
        try
        {
            shim.Start();
        }
        catch (Win32Exception exception)
        {
            throw new ContainerStartException(ContainerReasons.CannotStartFor($"setsid cannot be run ({exception.Message}); it is part of util-linux"));
        }

        // Not cancelled half-way: the process is there by now, and must be known.
        await GiveAsync(shim.StandardInput.BaseStream, command.Environment);
        var answer = await shim.StandardOutput.ReadLineAsync(CancellationToken.None);
        if (answer != ProcessShim.Started)
        {
            throw new ContainerStartException(ContainerReasons.CannotExecute(command.Program, answer ?? "the process that supervises it ended"));
        }
    }

    private static async Task GiveAsync(Stream input, IReadOnlyDictionary<string, string> environment)
    {
        await using (input)
        {
            try
            {
                await input.WriteAsync(Encoding.UTF8.GetBytes(string.Join('\0', environment.Select(variable => $"{variable.Key}={variable.Value}"))), CancellationToken.None);
            }
            catch (IOException)
            {
                // The shim has ended; what it wrote says why.
            }
        }
    }

    private MappedImage? Mapped(string reference)
    {
        var wanted = ImageReference.Parse(reference);
        return _images.Load().FirstOrDefault(image => image.Repository == wanted.Repository && image.Version == wanted.Tag);
    }

    private ProcessContainer? Watch(ContainerPlan plan, MappedImage? image, string folder, ProcessPlaces places)
    {
        if (ProcessIdentity.Load(Path.Combine(folder, ProcessShim.ShimFile)) is not { } shim)
        {
            return null;
        }

        // Asked again after the watch was opened: a pid that is still the shim's was the shim's then.
        var ended = shim.IsAlive && _exits.WaitAsync(shim.Pid) is var exit && shim.IsAlive ? exit : Task.CompletedTask;
        var child = ProcessIdentity.Load(Path.Combine(folder, ProcessShim.ChildFile)) ?? shim;
        var tail = new FileTail(_output, _output.FileOf(plan.TaskId, plan.Name), plan.Log);
        return new(plan, image, folder, places, child, ended, tail, _time, _disposed.Token);
    }
}
