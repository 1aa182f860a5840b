using System.CommandLine;
using Microsoft.Extensions.Logging;
using Slipway.Hosting.CommandLine;
using Slipway.Hosting.Terminal;
using Slipway.Reporting;
using Slipway.Running;

namespace Slipway.Hosting.Running;

/// <summary>One <c>run FLOW</c>, from the inputs to the exit code.</summary>
internal sealed class FlowRunSession(HostContext context, FlowAppBuilder app, FlowCommand command, ParseResult parse)
{
    /// <summary>Runs the flow.</summary>
    public async Task<int> RunAsync()
    {
        var inputs = command.Inputs(parse, app.SealedJson, file => File.ReadAllText(Path.Combine(context.WorkingDirectory, file)));
        inputs.Complete();
        if (inputs.Problems.Count > 0)
        {
            HostErrors.Write(context.Terminal, inputs.Problems, "input.parameter");
            context.Terminal.Detail($"'{context.Program} run {command.Flow.Name} --help' shows what it takes.");
            return HostExitCodes.BadInput;
        }

        var slots = command.Run.Slots(parse, app.Slots);
        await using var events = command.Run.JsonEvents(parse) is { } file ? new JsonLinesSink(Path.Combine(context.WorkingDirectory, file)) : null;
        await using var services = app.BuildServices();
        using var console = new ConsoleSink(context.Terminal, context.Time);
        using var interrupts = context.Interrupts();
        using var cancellation = new CancellationTokenSource();
        var options = new FlowRunOptions
        {
            RunId = command.Run.RunId(parse),
            Sinks = [console, .. events is null ? [] : new IRunSink[] { events }, .. app.Sinks],
            Services = services,
            Clock = context.Time,
            Slots = slots,
            LoggerFactory = (ILoggerFactory?)services.GetService(typeof(ILoggerFactory)),
            MinimumLogLevel = app.MinimumLogLevel,
            Json = app.SealedJson,
        };

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
                    return interrupts.ExitCode!.Value;
                }
            }

            result = await run;
        }

        console.Dispose();
        foreach (var line in RunReport.Of(result, console.View, app.SealedJson, resume: null))
            context.Terminal.Write(line);
        if (result.UnreportedEvents > 0)
            context.Terminal.Say($"{result.UnreportedEvents:N0} events were not taken by a sink within {options.ReportingDeadline.TotalSeconds:0} s, and are lost.");
        if (result.Exception is { } exception && context.Variable(HostErrors.DebugVariable) == "1")
            context.Terminal.Dump(exception);
        return HostExitCodes.Of(result, interrupts.ExitCode);
    }
}
