using System.CommandLine;
using Microsoft.Extensions.Logging;
using Slipway.Hosting.CommandLine;
using Slipway.Hosting.Terminal;
using Slipway.Reporting;
using Slipway.Results;
using Slipway.Running;
using Slipway.VariableStores;

namespace Slipway.Hosting.Running;

/// <summary>One <c>run FLOW</c>, from the inputs to the exit code.</summary>
internal sealed class FlowRunSession(HostContext context, FlowAppBuilder app, FlowCommand command, ParseResult parse)
{
    private const string DefaultFolder = ".slipway";

    /// <summary>Runs the flow.</summary>
    public async Task<int> RunAsync()
    {
        command.Run.Check(parse);
        var store = await StoreAsync();
        var resumed = command.Run.Resume(parse);
        var chosen = resumed ?? command.Run.RunId(parse);
        var flowRunId = chosen ?? FlowRunner.NewId(context.Time);
        var kept = store is null ? null : new KeptRun(store, flowRunId, command.Flow.Name);
        // Nobody has heard of a new id.
        var before = kept is null || chosen is null ? null : await kept.FindAsync();
        if (resumed is not null && before is null)
            throw Unknown(resumed);
        var inputs = command.Inputs(
            parse,
            app.SealedJson,
            file => File.ReadAllText(Path.Combine(context.WorkingDirectory, file)),
            resumed is null ? null : before!.Parameters);
        inputs.Complete();
        if (inputs.Problems.Count > 0)
        {
            HostErrors.Write(context.Terminal, inputs.Problems, "input.parameter");
            context.Terminal.Detail($"'{context.Program} run {command.Flow.Name} --help' shows what it takes.");
            return HostExitCodes.BadInput;
        }

        var slots = command.Run.Slots(parse, app.Slots);
        if (kept is not null)
            await kept.KeepAsync(inputs.Json);
        await using var events = command.Run.JsonEvents(parse) is { } file ? new JsonLinesSink(Path.Combine(context.WorkingDirectory, file)) : null;
        await using var services = app.BuildServices();
        using var console = new ConsoleSink(context.Terminal, context.Time);
        using var interrupts = context.Interrupts();
        using var cancellation = new CancellationTokenSource();
        var options = new FlowRunOptions
        {
            RunId = flowRunId,
            Results = store,
            // Not beside results that --results puts elsewhere: the next run has to find them.
            Variables = app.Variables ?? new FileVariableStore(Path.Combine(context.WorkingDirectory, DefaultFolder)),
            RefreshCache = command.Run.Refresh(parse),
            Sinks = [console, .. events is null ? [] : new IRunSink[] { events }, .. app.Sinks],
            Services = services,
            Clock = context.Time,
            Slots = slots,
            LoggerFactory = (ILoggerFactory?)services.GetService(typeof(ILoggerFactory)),
            MinimumLogLevel = app.MinimumLogLevel,
            Json = app.SealedJson,
        };

        var resume = store is null ? null : string.Join(' ', [context.Program, "run", command.Flow.Name, .. command.Run.ToResume(parse, flowRunId)]);
        FlowRunResult result;
        using (new CapturedConsole(context.Terminal, console))
        {
            var run = FlowRunner.RunAsync(command.Flow, inputs.Values, options, cancellation.Token);
            if (await Task.WhenAny(run, interrupts.First) != run)
            {
                console.Above("slipway: stopping: waiting for what runs to end. Ctrl-C again ends at once.");
                await cancellation.CancelAsync();
                if (await Task.WhenAny(run, interrupts.Second) != run)
                {
                    console.Dispose();
                    context.Terminal.Say("ended at once: what ran was left as it was.");
                    if (resume is not null)
                        context.Terminal.Write(RunReport.ToGoOn(resume));
                    return interrupts.ExitCode!.Value;
                }
            }

            result = await run;
        }

        console.Dispose();
        foreach (var line in RunReport.Of(result, console.View, app.SealedJson, resume))
            context.Terminal.Write(line);
        if (result.UnreportedEvents > 0)
            context.Terminal.Say($"{result.UnreportedEvents:N0} events were not taken by a sink within {options.ReportingDeadline.TotalSeconds:0} s, and are lost.");
        if (result.Exception is { } exception && context.Variable(HostErrors.DebugVariable) == "1")
            context.Terminal.Dump(exception);
        return HostExitCodes.Of(result, interrupts.ExitCode);
    }

    private async Task<IResultStore?> StoreAsync()
    {
        if (command.Run.NoResults(parse))
            return null;
        if (command.Run.Results(parse) is { } chosen)
            return new FileResultStore(Path.Combine(context.WorkingDirectory, chosen), context.Time);
        if (app.Results is { } own)
            return own;

        // Results are nothing to commit, whether or not somebody has thought of it.
        var folder = Directory.CreateDirectory(Path.Combine(context.WorkingDirectory, DefaultFolder)).FullName;
        var ignore = Path.Combine(folder, ".gitignore");
        if (!File.Exists(ignore))
            await File.WriteAllTextAsync(ignore, "*\n");
        return new FileResultStore(folder, context.Time);
    }

    private ResultStoreException Unknown(string flowRunId)
    {
        var where = (command.Run.Results(parse), app.Results) switch
        {
            ({ } chosen, _) => $" in {chosen}",
            (null, null) => $" in {DefaultFolder} of this folder. Resume where the run was started, name its folder by --results",
            _ => " in this program's result store",
        };
        return new ResultStoreException("results.unknown-run", $"There is no flow run '{flowRunId}'{where}, or look at the id: the run's first line tells it.");
    }
}
