using System.Runtime.InteropServices;
using Slipway.Cli.CommandLine;
using Slipway.Cli.Environments;
using Slipway.Cli.Settings;
using Slipway.Cli.Terminal;
using Slipway.Core.Launches;
using Slipway.Ecs.Launching;

namespace Slipway.Cli.Running;

/// <summary>One launch as a command follows it: until its end, until it is stopped, or until the command lets go.</summary>
internal sealed class LaunchSession(EcsEnvironment environment, LaunchId id, string cluster, RunProgress progress, Interrupts interrupts)
{
    private ILauncher Launcher => environment.Ecs.Launcher;

    /// <summary>Runs or adopts the launch. The first signal stops its ECS task, the second lets go.</summary>
    /// <returns>The result, null when it was let go; and the exit code.</returns>
    public Task<(LaunchResult? Result, int ExitCode)> RunAsync(LaunchOrder order) => FollowAsync(
        async token =>
        {
            var result = await Launcher.RunAsync(order, progress, token);
            if (!result.EndedBefore || result.EcsTaskArn is null)
                return result;

            // Perhaps nobody has seen its log.
            progress.Say("this launch has ended before; its log and outcome follow");
            return await Launcher.AttachAsync(id, cluster, progress, token);
        },
        firstStops: true);

    /// <summary>Follows a launch that was started before. A signal lets go.</summary>
    public Task<(LaunchResult? Result, int ExitCode)> AttachAsync() =>
        FollowAsync(async token => await Launcher.AttachAsync(id, cluster, progress, token), firstStops: false);

    /// <summary>Starts or adopts the launch, and returns once it has its ECS task.</summary>
    public async Task<(LaunchResult? Result, int ExitCode)> StartAsync(LaunchOrder order)
    {
        var (result, exitCode) = await FollowAsync(async token => await Launcher.StartAsync(order, progress, token), firstStops: true);
        return (result, result is null && interrupts.Signal is null ? ExitCodes.Success : exitCode);
    }

    /// <summary>The last words about a launch that has ended.</summary>
    public static void Summarize(string what, LaunchResult result, int? memoryMiB, TerminalStreams terminal)
    {
        var lines = RunSummary.Of(what, result, memoryMiB);
        terminal.Say(lines[0]);
        foreach (var line in lines.Skip(1))
            terminal.Detail(line);
    }

    /// <summary>Says how to come back to a launch that goes on.</summary>
    public void TellHowToGoOn(TerminalStreams terminal, LoadedSettings settings)
    {
        var flag = settings.Environment.Origin.Kind is OriginKind.Flag ? $" -e {settings.Environment.Value}" : "";
        terminal.Say($"launch {id} goes on without this terminal");
        terminal.Detail($"follow it: slipway attach {id}{flag}");
        terminal.Detail($"stop it:   slipway stop {id}{flag}");
    }

    private async Task<(LaunchResult? Result, int ExitCode)> FollowAsync(Func<CancellationToken, Task<LaunchResult?>> follow, bool firstStops)
    {
        using var letGo = new CancellationTokenSource();
        var following = follow(letGo.Token);
        if (await Task.WhenAny(following, interrupts.First) != following)
        {
            if (firstStops)
                await StopAsync(following, letGo);
            else
                await letGo.CancelAsync();
        }

        try
        {
            var result = await following;
            return (result, result is null ? interrupts.ExitCode : RunExit.Of(result, firstStops ? interrupts.Signal : null));
        }
        catch (OperationCanceledException) when (letGo.IsCancellationRequested)
        {
            return (null, interrupts.ExitCode);
        }
    }

    private async Task StopAsync(Task<LaunchResult?> following, CancellationTokenSource letGo)
    {
        var how = interrupts.Signal == PosixSignal.SIGINT ? "Ctrl-C" : "SIGTERM";
        progress.Say($"{how}: stopping the ECS task and waiting for its end. Once more lets go of it.");
        progress.Stopping();
        var stopping = Launcher.StopAsync(id, cluster, $"{how} at slipway run", letGo.Token);
        try
        {
            if (await Task.WhenAny(Task.WhenAll((Task)stopping, following), interrupts.Second) == interrupts.Second)
                await letGo.CancelAsync();
            await stopping;
        }
        catch (OperationCanceledException) when (letGo.IsCancellationRequested)
        {
            // Let go: the caller says how to come back.
        }
    }
}
