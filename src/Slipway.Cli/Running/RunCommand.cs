using System.CommandLine;
using System.Text.Encodings.Web;
using System.Text.Json;
using Slipway.Cli.CommandLine;
using Slipway.Cli.Environments;
using Slipway.Cli.Settings;
using Slipway.Core.Images;
using Slipway.Core.Launches;
using Slipway.Ecs.Launching;
using Slipway.Ecs.Outcomes;

namespace Slipway.Cli.Running;

/// <summary><c>slipway run</c>: from a version to an exit code.</summary>
internal static class RunCommand
{
    private static readonly JsonSerializerOptions ReadableJson = new() { WriteIndented = true, Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>Makes the command.</summary>
    public static CliCommand Create(CliContext context)
    {
        var command = new CliCommand("run", "Runs a container version on ECS, shows its log, and ends with its exit code.")
        {
            AfterDashes = "COMMAND…",
            Examples =
            [
                new("slipway run dbt-model:1.0.1 -- dbt run --select sales", "Runs version 1.0.1 with this command."),
                new("slipway run dbt-model:^1.0 -e prod", "Runs the highest 1.x in production, with the image's own command."),
                new("slipway run -e local report:1.0.0", "Runs on this machine: no AWS account needed."),
                new("slipway run dbt-model:1.0.1 --launch-id nightly-2026-01-05 --json -- dbt run", "For an orchestrator: safe to repeat, and one JSON object at the end."),
                new("slipway run dbt-model:1.0.1 --env DBT_TARGET=prod --secret DBT_PASSWORD=ssm:/dbt/password --memory '4 GiB' -- dbt run", "With environment, a secret, and more memory."),
            ],
            Remarks = "Exit codes: the container's own; 120 never started, 121 lost, 122 timed out, 123 bad input, 124 refused, 125 internal, 130 stopped by Ctrl-C, 143 stopped otherwise.\n"
                + "Ctrl-C stops the ECS task and waits for its end; a second Ctrl-C lets go of it.",
        };
        var options = new RunOptions(command);
        var settings = new SettingsOptions(context, command, withCluster: true);
        command.SetAction((parse, _) => RunAsync(context, options, settings.Load(parse), parse));
        return command;
    }

    private static async Task<int> RunAsync(CliContext context, RunOptions options, LoadedSettings settings, ParseResult parse)
    {
        options.Check(parse);
        var (id, isNew) = options.LaunchId(parse, context.Time);
        var request = options.Request(parse, context);
        var timeout = options.Timeout(parse);
        var json = options.Json(parse);
        var (resultFile, reportFile) = (options.Result(parse, context), options.Report(parse, context));
        var asked = ImageReference.Parse(options.Image(parse));

        using var interrupts = new Interrupts(context);
        using var starting = new CancellationTokenSource();
        _ = interrupts.First.ContinueWith(_ => starting.Cancel(), TaskScheduler.Default);
        using var progress = new RunProgress(context.Terminal, context.Time, logToError: json);

        LaunchPlan plan;
        EcsEnvironment environment;
        try
        {
            progress.Now("reaching ECS");
            environment = await EcsEnvironment.OpenAsync(settings, context, progress.Say, starting.Token);
            progress.Now($"resolving {asked}");
            plan = await LaunchPlan.MakeAsync(environment, asked, options.Secrets(parse), request, resultFile is not null, starting.Token);
        }
        catch (OperationCanceledException) when (interrupts.Signal is not null)
        {
            progress.Say("stopped before anything was started");
            return interrupts.ExitCode;
        }

        await using (environment)
        {
            plan.Tell(progress);
            progress.Now("storing the launch");
            var order = new LaunchOrder
            {
                Id = id,
                IsNew = isNew,
                Launch = plan.Bound,
                Policy = options.PerRun(parse) ? RevisionPolicy.PerRun : RevisionPolicy.Reuse,
                Timeout = timeout,
                Audit = Audit.Of(context, "slipway run", settings) with { LaunchId = id.Value, ImageVersion = plan.Image.Version, ImageDigest = plan.Image.Digest },
            };
            progress.Say($"launch {id} in cluster {plan.Bound.Run.Cluster}");
            var session = new LaunchSession(environment, id, plan.Bound.Run.Cluster, progress, interrupts);
            var (result, exitCode) = options.Detach(parse) ? await session.StartAsync(order) : await session.RunAsync(order);
            if (resultFile is not null && result is { Outcome: LaunchOutcome.Succeeded })
                (result, exitCode) = await HandOverAsync(new ContainerResults(environment), plan, result, resultFile, starting.Token);

            progress.Dispose();
            if (result is not null)
                LaunchSession.Summarize(plan.Image.Version, result, plan.MemoryMiB, context.Terminal);
            else
                session.TellHowToGoOn(context.Terminal, environment.Settings);
            var report = plan.Report(id, environment, progress, result, exitCode);
            if (reportFile is not null)
                report.Write(reportFile);
            if (json)
            {
                report.Write(context.Terminal.Out);
            }
            else if (result is null && options.Detach(parse))
            {
                context.Terminal.Out.WriteLine(id);
            }

            return exitCode;
        }
    }

    /// <summary>Puts the container's result into a file. One that can't be used is the container's failure.</summary>
    private static async Task<(LaunchResult Result, int ExitCode)> HandOverAsync(
        ContainerResults results, LaunchPlan plan, LaunchResult result, string file, CancellationToken cancellationToken)
    {
        var (json, problem) = await results.ReadAsync(plan.Bound, result.EcsTaskArn!, cancellationToken);
        if (problem is not null)
            return (result with { Outcome = LaunchOutcome.Failed, Failure = FailureClass.UserCode, Reason = problem, Retry = RetryAdvice.Author }, ExitCodes.ResultUnusable);
        File.Delete(file);
        if (json is not null)
            await File.WriteAllTextAsync(file, json.ToJsonString(ReadableJson) + "\n", cancellationToken);
        return (result, ExitCodes.Success);
    }
}
