using System.CommandLine;
using Slipway.Cli.CommandLine;
using Slipway.Cli.Running;
using Slipway.Cli.Settings;
using Slipway.Cli.Terminal;
using Slipway.Core.Errors;

namespace Slipway.Cli.Local;

/// <summary><c>slipway local-ecs</c>: ECS on this machine, in the foreground or in the background.</summary>
internal static class LocalEcsCommand
{
    /// <summary>Makes the command.</summary>
    public static CliCommand Create(CliContext context)
    {
        var background = new Option<bool>("--background") { Hidden = true };
        var command = new CliCommand("local-ecs", "Runs ECS, CloudWatch Logs and ECR look-ups on this machine, for '-e local', the AWS CLI and SDKs.")
        {
            Examples =
            [
                new("slipway local-ecs", "Runs it here until Ctrl-C."),
                new("slipway local-ecs start --images images.json", "Runs it in the background, with images that are folders and commands."),
                new("eval \"$(slipway local-ecs status --exports)\"; aws ecs list-clusters", "The AWS CLI against it."),
            ],
            Remarks = "'slipway run -e local' starts it in the background by itself. It listens on loopback only, and answers only who signs with its key. "
                + "Containers run by podman or docker, or as plain processes where there is neither; process mode proves nothing about images.",
        };
        var options = new LocalEcsOptionSet(command);
        command.Add(background);
        command.SetAction((parse, _) => ServeAsync(context, options.Read(parse, context), parse.GetValue(background)));
        command.Add(Start(context));
        command.Add(Stop(context));
        command.Add(Status(context));
        return command;
    }

    private static CliCommand Start(CliContext context)
    {
        var command = new CliCommand("start", "Starts it in the background. '-e local' starts it again with the same options.")
        {
            Examples = [new("slipway local-ecs start --runtime process --images images.json", "Plain processes, even where there is podman or docker.")],
        };
        var options = new LocalEcsOptionSet(command);
        command.SetAction(async (parse, cancellationToken) =>
        {
            var folder = new LocalServerFolder(StateFolder.Of(context));
            var (server, started) = await new BackgroundServer(folder, context).StartAsync(options.Read(parse, context), cancellationToken);
            if (!started)
                throw new SlipwayException("input.running", $"LocalEcs runs already at {server.Address} ({server.Runtime}, process {server.ProcessId}). To change its options: slipway local-ecs stop, then start.");
            context.Terminal.Say($"ECS on {server.Address} ({server.Runtime}), in the background");
            return ExitCodes.Success;
        });
        return command;
    }

    private static CliCommand Stop(CliContext context)
    {
        var command = new CliCommand("stop", "Stops the one in the background. ECS tasks go on, and are found again at the next start.")
        {
            Examples = [new("slipway local-ecs stop", "State is kept: clusters, revisions, ECS tasks.")],
        };
        command.SetAction(async (_, cancellationToken) =>
        {
            var stopped = await new BackgroundServer(new LocalServerFolder(StateFolder.Of(context)), context).StopAsync(cancellationToken);
            context.Terminal.Say(stopped ? "LocalEcs has stopped" : "LocalEcs does not run");
            return ExitCodes.Success;
        });
        return command;
    }

    private static CliCommand Status(CliContext context)
    {
        var json = new Option<bool>("--json") { Description = "Writes one JSON object. The signing key is not in it." };
        var exports = new Option<bool>("--exports") { Description = "Prints what a shell must export for the AWS CLI and SDKs to speak to it, signing key included." };
        var command = new CliCommand("status", "Tells whether it runs. Exit code 0 when it does, 1 when it does not.")
        {
            Examples = [new("slipway local-ecs status --json", "For programs.")],
        };
        command.Add(json);
        command.Add(exports);
        command.SetAction(parse =>
        {
            var folder = new LocalServerFolder(StateFolder.Of(context));
            var server = folder.Running();
            if (parse.GetValue(json))
                WriteJson(context, server, folder);
            else if (server is null)
                context.Terminal.Say("LocalEcs does not run; 'slipway local-ecs start' starts it");
            else if (parse.GetValue(exports))
                context.Terminal.Out.Write(Exports(server));
            else
                context.Terminal.Out.WriteLine($"LocalEcs runs at {server.Address} ({server.Runtime}, process {server.ProcessId}, for {Words.Of(context.Time.GetUtcNow() - server.StartedAt)}); state in {folder.Path}");
            return server is null ? ExitCodes.Findings : ExitCodes.Success;
        });
        return command;
    }

    private static void WriteJson(CliContext context, LocalServerRecord? server, LocalServerFolder folder) => JsonOutput.Write(context.Terminal.Out, writer =>
    {
        writer.WriteBoolean("running", server is not null);
        writer.WriteString("url", server?.Address);
        writer.WriteString("runtime", server?.Runtime);
        if (server is null)
            writer.WriteNull("processId");
        else
            writer.WriteNumber("processId", server.ProcessId);
        writer.WriteString("startedAt", server?.StartedAt.ToUniversalTime().ToString("yyyy-MM-dd'T'HH:mm:ss'Z'"));
        writer.WriteString("stateFolder", folder.Path);
    });

    private static string Exports(LocalServerRecord server) =>
        $"""
        export AWS_ENDPOINT_URL={server.Address}
        export AWS_ACCESS_KEY_ID={server.AccessKeyId}
        export AWS_SECRET_ACCESS_KEY={server.SecretAccessKey}
        export AWS_REGION={LocalEnvironment.Region}
        export AWS_DEFAULT_REGION={LocalEnvironment.Region}
        unset AWS_PROFILE AWS_SESSION_TOKEN

        """;

    private static async Task<int> ServeAsync(CliContext context, LocalServerChoices choices, bool background)
    {
        if (background)
            BackgroundServer.LeaveTerminal();
        var folder = new LocalServerFolder(StateFolder.Of(context));
        using var held = await folder.BecomeServerAsync(context.Time) ?? throw AlreadyRunning(folder.Running());
        folder.Withdraw();

        using var interrupts = new Interrupts(context);
        await using var server = await LocalServer.StartAsync(choices, folder, context.Time);
        folder.Publish(server.Record);
        try
        {
            context.Terminal.Say($"ECS on {server.Record.Address} ({server.Record.Runtime}); state in {folder.Path}");
            if (!background)
            {
                context.Terminal.Error.WriteLine("  slipway run -e local …                      runs containers on it");
                context.Terminal.Error.WriteLine("  eval \"$(slipway local-ecs status --exports)\"  points the AWS CLI of a shell at it");
                context.Terminal.Error.WriteLine("  Ctrl-C ends it; ECS tasks go on, and are found again at the next start");
            }

            await interrupts.First;
            context.Terminal.Say("ending");
        }
        finally
        {
            folder.Withdraw();
        }

        return ExitCodes.Success;
    }

    private static SlipwayException AlreadyRunning(LocalServerRecord? other) => new(
        "input.running",
        other is null
            ? "LocalEcs is just being started or stopped by another process. Try again in a moment."
            : $"LocalEcs runs already at {other.Address} (process {other.ProcessId}). 'slipway local-ecs stop' stops it.");
}
