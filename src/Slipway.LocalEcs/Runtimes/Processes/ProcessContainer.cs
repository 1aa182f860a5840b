using System.ComponentModel;
using System.Diagnostics;
using System.Globalization;
using Slipway.LocalEcs.Images;
using Slipway.LocalEcs.Runtimes.Output;
using Slipway.LocalEcs.Runtimes.Usage;

namespace Slipway.LocalEcs.Runtimes.Processes;

/// <summary>A container that is a plain process under a <see cref="ProcessShim"/>.</summary>
internal sealed class ProcessContainer : IRunningContainer
{
    private readonly ContainerPlan _plan;
    private readonly MappedImage? _image;
    private readonly ProcessPlaces _places;
    private readonly string _folder;
    private readonly ProcessIdentity _child;
    private readonly UsageSampler _sampler;
    private readonly TimeProvider _time;

    /// <summary>Watches a process that has been started, now or by an earlier LocalEcs.</summary>
    /// <param name="plan">The container.</param>
    /// <param name="image">Its image; null when it is no longer mapped, and then no command can run beside it.</param>
    /// <param name="folder">The container's folder.</param>
    /// <param name="places">Its places.</param>
    /// <param name="child">The container's first process.</param>
    /// <param name="ended">Ends with the shim.</param>
    /// <param name="output">The output file.</param>
    /// <param name="time">The clock.</param>
    /// <param name="disposed">Cancelled when the runtime is disposed of.</param>
    public ProcessContainer(
        ContainerPlan plan,
        MappedImage? image,
        string folder,
        ProcessPlaces places,
        ProcessIdentity child,
        Task ended,
        FileTail output,
        TimeProvider time,
        CancellationToken disposed)
    {
        (_plan, _image, _folder, _places, _child, _time) = (plan, image, folder, places, child, time);
        _sampler = new(child.Pid, time);
        RuntimeId = IdOf(plan);
        Exited = RunAsync(ended, output, disposed);
    }

    /// <inheritdoc/>
    public string RuntimeId { get; }

    /// <inheritdoc/>
    public Task<ContainerExit> Exited { get; }

    /// <inheritdoc/>
    public ContainerUsage? Usage => _sampler.Usage;

    /// <summary>An id of Fargate's form: the ECS task's id and a number for the container.</summary>
    public static string IdOf(ContainerPlan plan)
    {
        var hash = System.Security.Cryptography.SHA256.HashData(System.Text.Encoding.UTF8.GetBytes(plan.Name));
        return string.Create(CultureInfo.InvariantCulture, $"{plan.TaskId}-{BitConverter.ToUInt32(hash):D10}");
    }

    /// <inheritdoc/>
    public async Task StopAsync(TimeSpan stopTimeout, CancellationToken cancellationToken)
    {
        _sampler.Sample();
        ProcessSignals.Terminate(_child);
        try
        {
            await Exited.WaitAsync(stopTimeout, _time, cancellationToken);
        }
        catch (TimeoutException)
        {
            _sampler.Sample();
            ProcessSignals.End(_child);
            await Exited.WaitAsync(cancellationToken);
        }
    }

    /// <inheritdoc/>
    public async Task<int> ExecAsync(IReadOnlyList<string> command, TimeSpan timeout, CancellationToken cancellationToken)
    {
        ProcessCommand resolved;
        try
        {
            resolved = ProcessCommand.Of(_plan, _image ?? throw new ContainerStartException("the image is not mapped any more"), _places, command);
        }
        catch (ContainerStartException)
        {
            return 126; // What docker answers when a command cannot be executed.
        }

        var start = ProcessRuntime.StartOf(resolved.Program, resolved.Arguments, resolved);
        start.RedirectStandardInput = start.RedirectStandardOutput = start.RedirectStandardError = true;
        using var process = new Process { StartInfo = start };
        try
        {
            process.Start();
        }
        catch (Win32Exception)
        {
            return 126;
        }

        process.StandardInput.Close();
        process.BeginOutputReadLine();
        process.BeginErrorReadLine();
        using var deadline = new CancellationTokenSource(timeout, _time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(deadline.Token, cancellationToken);
        try
        {
            await process.WaitForExitAsync(either.Token);
            return process.ExitCode;
        }
        catch (OperationCanceledException)
        {
            process.Kill(entireProcessTree: true);
            cancellationToken.ThrowIfCancellationRequested();
            return -1;
        }
    }

    private async Task<ContainerExit> RunAsync(Task ended, FileTail output, CancellationToken disposed)
    {
        using var sampling = CancellationTokenSource.CreateLinkedTokenSource(disposed);
        var samples = _sampler.RunAsync(sampling.Token);
        try
        {
            await output.RunAsync(ended, disposed);
            await ended;
        }
        finally
        {
            await sampling.CancelAsync();
            await samples.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }

        return ReadExit();
    }

    private ContainerExit ReadExit()
    {
        var file = Path.Combine(_folder, ProcessShim.ExitFile);
        if (!File.Exists(file) || File.ReadAllLines(file) is not [var code, var seconds])
        {
            // Something ended the shim: what nobody can supervise any more must not go on beside its next attempt.
            ProcessSignals.EndGroup(_child);
            return new(null, Reason: ContainerReasons.NoExitCode, PeakMemoryBytes: Usage?.PeakMemoryBytes, CpuSeconds: Usage?.CpuSeconds);
        }

        return new(
            int.Parse(code, CultureInfo.InvariantCulture),
            PeakMemoryBytes: Usage?.PeakMemoryBytes,
            CpuSeconds: double.Parse(seconds, CultureInfo.InvariantCulture));
    }
}
