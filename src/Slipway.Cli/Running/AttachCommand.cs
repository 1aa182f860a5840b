using System.CommandLine;
using Slipway.Cli.CommandLine;
using Slipway.Cli.Environments;
using Slipway.Cli.Settings;
using Slipway.Core.Launches;

namespace Slipway.Cli.Running;

/// <summary><c>slipway attach</c>.</summary>
internal static class AttachCommand
{
    /// <summary>Makes the command.</summary>
    public static CliCommand Create(CliContext context)
    {
        var launch = new Argument<string>("LAUNCH") { Description = "The launch's id." };
        var json = new Option<bool>("--json") { Description = "Ends with one JSON object on standard output; the container's log goes to standard error." };
        var command = new CliCommand("attach", "Follows a launch that goes on, or tells how one ended: its log, and its exit code.")
        {
            Examples = [new("slipway attach nightly-2026-01-05", "Shows the log from the beginning, and ends with the container's exit code.")],
            Remarks = "Ctrl-C lets go of the launch; it goes on. 'slipway stop' stops it.",
        };
        command.Add(launch);
        command.Add(json);
        var settings = new SettingsOptions(context, command, withCluster: true);
        command.SetAction((parse, _) => RunAsync(context, settings.Load(parse), LaunchId.Parse(parse.GetRequiredValue(launch)), parse.GetValue(json)));
        return command;
    }

    private static async Task<int> RunAsync(CliContext context, LoadedSettings settings, LaunchId id, bool json)
    {
        using var interrupts = new Interrupts(context);
        using var progress = new RunProgress(context.Terminal, context.Time, logToError: json);
        await using var environment = await EcsEnvironment.OpenAsync(settings, context, progress.Say, CancellationToken.None);
        var session = new LaunchSession(environment, id, settings.Cluster.Value, progress, interrupts);
        var (result, exitCode) = await session.AttachAsync();

        progress.Dispose();
        if (result is null)
            session.TellHowToGoOn(context.Terminal, settings);
        else
            LaunchSession.Summarize($"launch {id}", result, memoryMiB: null, context.Terminal);
        if (json)
        {
            new RunReport
            {
                Launch = id,
                Environment = settings.Environment.Value,
                Cluster = settings.Cluster.Value,
                EcsTaskArn = progress.EcsTaskArn,
                Result = result,
                CommandExitCode = exitCode,
            }.Write(context.Terminal.Out);
        }

        return exitCode;
    }
}
