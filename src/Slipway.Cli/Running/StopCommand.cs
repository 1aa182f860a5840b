using System.CommandLine;
using Slipway.Cli.CommandLine;
using Slipway.Cli.Environments;
using Slipway.Cli.Settings;
using Slipway.Cli.Terminal;
using Slipway.Core.Launches;
using Slipway.Ecs.Launching;

namespace Slipway.Cli.Running;

/// <summary><c>slipway stop</c>.</summary>
internal static class StopCommand
{
    /// <summary>Makes the command.</summary>
    public static CliCommand Create(CliContext context)
    {
        var launch = new Argument<string>("LAUNCH") { Description = "The launch's id." };
        var reason = new Option<string?>("--reason") { HelpName = "TEXT", Description = "Why; ECS shows it as the ECS task's stopped reason." };
        var json = new Option<bool>("--json") { Description = "Writes one JSON object." };
        var command = new CliCommand("stop", "Stops a launch's ECS task, and waits until it has stopped. A launch that has ended stays as it ended.")
        {
            Examples = [new("slipway stop nightly-2026-01-05 --reason 'wrong month'", "SIGTERM, and SIGKILL after the container's stop time-out.")],
        };
        command.Add(launch);
        command.Add(reason);
        command.Add(json);
        var settings = new SettingsOptions(context, command, withCluster: true);
        command.SetAction((parse, cancellationToken) =>
            RunAsync(context, settings.Load(parse), LaunchId.Parse(parse.GetRequiredValue(launch)), parse.GetValue(reason), parse.GetValue(json), cancellationToken));
        return command;
    }

    private static async Task<int> RunAsync(CliContext context, LoadedSettings settings, LaunchId id, string? reason, bool json, CancellationToken cancellationToken)
    {
        LaunchResult result;
        await using (var environment = await EcsEnvironment.OpenAsync(settings, context, context.Terminal.Say, cancellationToken))
        {
            using var status = new StatusLine(context.Terminal, context.Time);
            var start = context.Time.GetTimestamp();
            status.Show(() => $"stopping launch {id} · {Words.Of(context.Time.GetElapsedTime(start))}");
            result = await environment.Ecs.Launcher.StopAsync(id, settings.Cluster.Value, reason ?? "slipway stop", cancellationToken);
        }

        context.Terminal.Say(RunSummary.Of($"launch {id}", result, memoryMiB: null)[0]);
        if (json)
        {
            new RunReport
            {
                Launch = id,
                Environment = settings.Environment.Value,
                Cluster = settings.Cluster.Value,
                Result = result,
                CommandExitCode = ExitCodes.Success,
            }.Write(context.Terminal.Out);
        }

        return ExitCodes.Success;
    }
}
