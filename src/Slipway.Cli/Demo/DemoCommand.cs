using System.CommandLine;
using System.Runtime.InteropServices;
using Slipway.Cli.CommandLine;
using Slipway.Cli.Local;

namespace Slipway.Cli.Demo;

/// <summary><c>slipway demo</c>.</summary>
internal static class DemoCommand
{
    private static readonly string[] Runtimes = ["auto", "podman", "docker", "process"];

    /// <summary>Makes the command.</summary>
    public static CliCommand Create(CliContext context)
    {
        var runtime = new Option<string>("--runtime") { HelpName = "RUNTIME", Description = "What runs the containers: auto, podman, docker, or process (plain processes, no images).", DefaultValueFactory = _ => "auto" };
        runtime.AcceptOnlyFromAmong(Runtimes);
        var example = new Option<string?>("--example") { HelpName = "FOLDER", Description = "The example's folder. Default: examples/tz-report, here or above." };
        var folder = new Option<string?>("--folder") { HelpName = "FOLDER", Description = "The demo's own folder, emptied at each start. Default: .slipway/demo of the repository." };
        var command = new CliCommand("demo", "Shows in about a minute what Slipway does: ECS on this machine, an example image in two versions, and the AWS calls that each step costs.")
        {
            Examples =
            [
                new("slipway demo", "With podman or docker when there is one, else with plain processes."),
                new("slipway demo --runtime process", "Without a container engine."),
            ],
            Remarks = "It needs no AWS account. Each command line that it shows is a real one; what it claims is checked, and the exit code is 0 only when all of it holds.",
        };
        command.Add(runtime);
        command.Add(example);
        command.Add(folder);
        command.SetAction((parse, cancellationToken) =>
        {
            var found = ExampleFolder.Locate(parse.GetValue(example), context.WorkingDirectory);
            var path = parse.GetValue(folder) is { } stated
                ? Path.GetFullPath(stated, context.WorkingDirectory)
                : Path.GetFullPath("../../.slipway/demo", found.Path);
            return RunAsync(context, found, new DemoFolder(path), parse.GetValue(runtime)!, cancellationToken);
        });
        return command;
    }

    private static async Task<int> RunAsync(CliContext context, ExampleFolder example, DemoFolder folder, string runtime, CancellationToken cancellationToken)
    {
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        using var onInterrupt = PosixSignalRegistration.Create(PosixSignal.SIGINT, signal => Stop(signal, stop));
        using var onTerminate = PosixSignalRegistration.Create(PosixSignal.SIGTERM, signal => Stop(signal, stop));

        var began = context.Time.GetTimestamp();
        var output = new DemoOutput(context.Terminal);
        // One that an interrupted demo left behind would hold its state open.
        await StopServerAsync(context, folder, stop.Token);
        folder.MakeAnew(example);
        try
        {
            await TellAsync(context, example, folder, runtime, output, stop.Token);
        }
        catch (OperationCanceledException) when (stop.IsCancellationRequested)
        {
            return ExitCodes.Interrupted;
        }
        finally
        {
            await StopServerAsync(context, folder, CancellationToken.None);
        }

        output.Say($"\nAll of it held, in {context.Time.GetElapsedTime(began).TotalSeconds:0} s. LocalEcs is stopped; what is left lies in {folder.Path}.");
        output.Say($"Look at the report: {folder.Kept("1.0.1")}");
        return ExitCodes.Success;
    }

    private static async Task TellAsync(
        CliContext context, ExampleFolder example, DemoFolder folder, string runtime, DemoOutput output, CancellationToken cancellationToken)
    {
        var shell = new DemoShell(folder, output, context.Time);
        output.Heading("Start ECS on this machine");
        await shell.SlipwayAsync(["local-ecs", "start", "--runtime", runtime, "--images", folder.ImagesFile], whole: true, cancellationToken);
        var server = new LocalServerFolder(folder.State).Running()
            ?? throw new DemoException("local-ecs.not-started", "LocalEcs did not start; the lines above say why.");
        var engine = server.Runtime is "process" ? "none" : server.Runtime;
        output.Say(server.Runtime is "process"
            ? "Process mode: ECS tasks are plain processes of this machine, and images are folders. That shows all but the image itself; with podman or docker they are containers."
            : $"ECS tasks run as containers, by {server.Runtime}.");

        using var probe = new LocalEcsProbe(server, context.Time);
        var story = new DemoStory(folder, example, shell, output, probe, engine, context.Time);
        output.Heading("Build version 1.0.0 of the example: the tz database, queried with DuckDB");
        try
        {
            await story.BuildAsync("1.0.0", cancellationToken);
            await story.TellAsync(cancellationToken);
        }
        finally
        {
            if (engine is not "none")
                await story.RemoveImagesAsync(CancellationToken.None);
        }

        output.Table(story.Steps);
    }

    private static async Task StopServerAsync(CliContext context, DemoFolder folder, CancellationToken cancellationToken)
    {
        if (Directory.Exists(folder.State))
            await new BackgroundServer(new LocalServerFolder(folder.State), context).StopAsync(cancellationToken);
    }

    private static void Stop(PosixSignalContext signal, CancellationTokenSource stop)
    {
        // The finally blocks below must run: they stop LocalEcs.
        signal.Cancel = true;
        stop.Cancel();
    }
}
