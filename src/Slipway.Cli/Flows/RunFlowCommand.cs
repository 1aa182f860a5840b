using System.CommandLine;
using System.Runtime.InteropServices;
using System.Text.Json.Nodes;
using Slipway.Cli.CommandLine;
using Slipway.Cli.Environments;
using Slipway.Cli.Running;
using Slipway.Cli.Settings;
using Slipway.Core.Containers;
using Slipway.Core.Flows;
using Slipway.Core.Graphs;
using Slipway.Core.Runs;

namespace Slipway.Cli.Flows;

/// <summary><c>slipway flow run</c>.</summary>
internal static class RunFlowCommand
{
    /// <summary>Makes the command.</summary>
    public static CliCommand Create(CliContext context)
    {
        var command = new CliCommand("run", "Runs a flow from its file, in parallel where its graph allows, and shows its tasks' logs.")
        {
            Examples =
            [
                new("slipway flow run flows/daily-orders.yaml --param day=2026-01-31", "Runs the flow for one day."),
                new("slipway flow run -e local flows/daily-orders.yaml -p day=2026-01-31", "Runs it on this machine: no AWS account needed."),
                new("slipway flow run flows/daily-orders.yaml -p day=2026-01-31 --run-id daily-orders-2026-01-31", "Safe to repeat: goes on where it was."),
            ],
            Remarks = "Exit codes: 0 all tasks completed; 1 a task failed; 122 the flow ran longer than its 'timeout'; 123 bad input; 124 refused; 125 internal; 130 stopped by Ctrl-C, 143 stopped otherwise.\n"
                + "Ctrl-C stops all ECS tasks and waits for their end; a second Ctrl-C lets go of them.",
        };
        var options = new FlowRunOptions(command);
        var settings = new SettingsOptions(context, command, withCluster: true);
        command.SetAction((parse, _) => RunAsync(context, options, settings, parse));
        return command;
    }

    private static async Task<int> RunAsync(CliContext context, FlowRunOptions options, SettingsOptions settingsOptions, ParseResult parse)
    {
        var file = FlowFile.Read(options.File(parse), context.WorkingDirectory);
        var given = options.RunId(parse);
        var order = new FlowRunOrder
        {
            Id = given ?? FlowRunId.New(context.Time),
            Flow = file.Flow,
            Graph = file.Graph,
            Parameters = options.Parameters(parse, file.Flow),
            MaxConcurrency = options.MaxConcurrency(parse),
        };
        var settings = settingsOptions.Load(parse);
        var json = options.Json(parse);

        using var interrupts = new Interrupts(context);
        using var starting = new CancellationTokenSource();
        _ = interrupts.First.ContinueWith(_ => starting.Cancel(), TaskScheduler.Default);
        using var progress = new FlowProgress(file.Graph, context.Terminal, context.Time, logToError: json);
        EcsEnvironment? environment = null;
        try
        {
            EcsTaskLauncher launcher;
            try
            {
                progress.Now("reaching ECS");
                environment = await EcsEnvironment.OpenAsync(settings, context, progress.Say, starting.Token);
                progress.Now("resolving the images");
                launcher = await PrepareAsync(context, environment, file, order, isNew: given is null, starting.Token);
            }
            catch (OperationCanceledException) when (interrupts.Signal is not null)
            {
                progress.Say("stopped before anything was started");
                return interrupts.ExitCode;
            }

            progress.Say($"run {order.Id} of {file.Name} in cluster {settings.Cluster.Value}");
            using var runner = new FlowRunner(order, launcher, progress, context.Time);
            var (result, exitCode) = await FollowAsync(runner, interrupts, progress);
            progress.Dispose();
            Summarize(context, file, order, settings, result);
            if (json)
                FlowRunReport.Write(context.Terminal.Out, order, settings.Environment.Value, result, exitCode);
            return exitCode;
        }
        finally
        {
            if (environment is not null)
                await environment.DisposeAsync();
        }
    }

    /// <summary>Pins the images, refuses what ECS would refuse, and remembers the run.</summary>
    private static async Task<EcsTaskLauncher> PrepareAsync(
        CliContext context, EcsEnvironment environment, FlowFile file, FlowRunOrder order, bool isNew, CancellationToken cancellationToken)
    {
        var settings = environment.Settings;
        var parameters = new JsonObject(order.Parameters.Select(pair => KeyValuePair.Create(pair.Key, pair.Value?.DeepClone())));
        var now = new FlowRunFile { Flow = file.Name, Hash = file.Hash, Environment = settings.Environment.Value, Parameters = parameters };
        var before = FlowRunFile.Read(settings.StateFolder, order.Id);
        before?.MustBe(now, order.Id);

        var images = new PinnedImages(environment.Images, before?.Images ?? new Dictionary<string, string>());
        var launcher = new EcsTaskLauncher(environment, images, Audit.Of(context, $"slipway flow run {file.Name}", settings), isNew);
        var wanted = file.Graph.Edges.Values.SelectMany(edges => edges).Where(edge => edge.Kind == EdgeKind.Result).Select(edge => edge.Upstream).ToHashSet(StringComparer.Ordinal);
        var problems = new List<LocatedProblem>();
        foreach (var (name, task) in file.Flow.Tasks!)
        {
            try
            {
                await launcher.PrepareAsync(file.Flow.SettingsOf(task), wanted.Contains(name), cancellationToken);
            }
            catch (InvalidSettingsException exception)
            {
                problems.AddRange(file.Locate(name, exception.Problems));
            }
        }

        if (problems.Count > 0)
            throw new FlowFileException([.. problems.DistinctBy(problem => (problem.Place, problem.Message))]);
        (now with { Images = images.Digests() }).Write(settings.StateFolder, order.Id);
        return launcher;
    }

    private static async Task<(FlowRunResult? Result, int ExitCode)> FollowAsync(FlowRunner runner, Interrupts interrupts, FlowProgress progress)
    {
        using var letGo = new CancellationTokenSource();
        var running = runner.RunAsync(letGo.Token);
        if (await Task.WhenAny(running, interrupts.First) != running)
        {
            progress.Say($"{(interrupts.Signal == PosixSignal.SIGINT ? "Ctrl-C" : "SIGTERM")}: stopping all ECS tasks and waiting for their end. Once more lets go of them.");
            runner.Stop(StopCause.Requested);
            if (await Task.WhenAny(running, interrupts.Second) == interrupts.Second)
                await letGo.CancelAsync();
        }

        try
        {
            var result = await running;
            return (result, ExitCodeOf(result.State, interrupts.Signal));
        }
        catch (OperationCanceledException) when (letGo.IsCancellationRequested)
        {
            return (null, interrupts.ExitCode);
        }
    }

    private static int ExitCodeOf(TaskRunState state, PosixSignal? signal) => state switch
    {
        { State: RunState.Completed } => ExitCodes.Success,
        { Variant: StateVariant.TimedOut } => ExitCodes.TimedOut,
        { State: RunState.Cancelled } => signal == PosixSignal.SIGINT ? ExitCodes.Interrupted : ExitCodes.Terminated,
        _ => ExitCodes.FlowFailed,
    };

    private static void Summarize(CliContext context, FlowFile file, FlowRunOrder order, LoadedSettings settings, FlowRunResult? result)
    {
        var terminal = context.Terminal;
        if (result is null)
        {
            var flag = settings.Environment.Origin.Kind is OriginKind.Flag ? $" -e {settings.Environment.Value}" : "";
            terminal.Say($"run {order.Id}: its ECS tasks go on without this terminal");
            terminal.Detail($"go on with it: slipway flow run {file.Shown}{flag} --run-id {order.Id}, with the same parameters");
            return;
        }

        var words = result.State switch
        {
            { State: RunState.Completed } => "completed",
            { Variant: StateVariant.TimedOut } => "took too long and was stopped",
            { State: RunState.Cancelled } => "was stopped",
            _ => "failed",
        };
        terminal.Say($"run {order.Id} of {file.Name} {words}: {string.Join(", ", result.Tasks.GroupBy(task => Word(task.State)).Select(group => $"{group.Count()} {group.Key}"))}");
        foreach (var task in result.Tasks.Where(task => task.State is { State: RunState.Failed or RunState.Crashed, Variant: not StateVariant.UpstreamFailed }))
        {
            terminal.Detail($"{task.Node.Name}: {task.Reason}");
            if (task.Attempts is [.., { EcsTaskArn: { } arn }])
                terminal.Detail($"  ECS task: {arn}");
        }
    }

    private static string Word(TaskRunState state) => FlowRunReport.Word(state.Variant == StateVariant.None ? state.State : state.Variant).Replace('-', ' ');
}
