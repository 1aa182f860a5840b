using System.Collections.Concurrent;
using Slipway.Cli.Environments;
using Slipway.Cli.Running;
using Slipway.Core.Containers;
using Slipway.Core.Flows;
using Slipway.Core.Images;
using Slipway.Core.Launches;
using Slipway.Ecs.Definitions;
using Slipway.Ecs.Images;
using Slipway.Ecs.Launching;
using Slipway.Ecs.Ledger;
using Slipway.Ecs.Outcomes;

namespace Slipway.Cli.Flows;

/// <summary>Launches the attempts of a flow run in an environment, through the same launcher as <c>slipway run</c>.</summary>
internal sealed class EcsTaskLauncher : ITaskLauncher
{
    private readonly EcsEnvironment _environment;
    private readonly IImageResolver _images;
    private readonly AuditContext _audit;
    private readonly bool _isNew;
    private readonly ContainerResults _results;
    private readonly ConcurrentDictionary<LaunchId, RunningLaunch> _running = new();

    /// <summary>Makes a launcher.</summary>
    /// <param name="environment">Where to launch.</param>
    /// <param name="images">Looks images up.</param>
    /// <param name="audit">Who asks.</param>
    /// <param name="isNew">Whether nobody can have started this run before, because its id was made just now.</param>
    public EcsTaskLauncher(EcsEnvironment environment, IImageResolver images, AuditContext audit, bool isNew)
    {
        (_environment, _images, _audit, _isNew) = (environment, images, audit, isNew);
        _results = new ContainerResults(environment);
    }

    /// <summary>Looks the images of a task up and binds its settings, expressions as they were written: what ECS would refuse is told before anything starts.</summary>
    /// <exception cref="InvalidSettingsException">ECS would refuse the settings: it names everything that is wrong.</exception>
    public Task<LaunchPlan> PrepareAsync(ContainerSettings settings, bool wantsResult, CancellationToken cancellationToken) => PlanAsync(settings, wantsResult, cancellationToken);

    /// <inheritdoc/>
    public async Task<AttemptEnd> RunAsync(TaskAttempt attempt, ILaunchListener listener, CancellationToken letGo)
    {
        using var running = _running[attempt.Launch] = new RunningLaunch();
        try
        {
            var plan = await PlanAsync(attempt, running, letGo);
            if (plan is null)
            {
                return new AttemptEnd
                {
                    Launch = attempt.Launch,
                    Failure = new AttemptFailure(FailureClass.Cancelled, false),
                    Reason = "Stopped before it was started.",
                };
            }

            return await FollowAsync(attempt, plan, running, listener, letGo);
        }
        finally
        {
            _running.TryRemove(attempt.Launch, out _);
            running.End();
        }
    }

    /// <inheritdoc/>
    public async Task StopAsync(LaunchId launch, string reason, CancellationToken letGo)
    {
        if (_running.TryGetValue(launch, out var running) && await running.StopAsync(letGo) is { } cluster)
            await _environment.Ecs.Launcher.StopAsync(launch, cluster, $"{reason} (slipway flow run)", letGo);
    }

    private async Task<LaunchPlan?> PlanAsync(TaskAttempt attempt, RunningLaunch running, CancellationToken letGo)
    {
        using var either = CancellationTokenSource.CreateLinkedTokenSource(running.Stopping, letGo);
        try
        {
            var plan = await PlanAsync(attempt.Settings, attempt.WantsResult, either.Token);
            return running.Stopping.IsCancellationRequested ? null : plan;
        }
        catch (OperationCanceledException) when (!letGo.IsCancellationRequested)
        {
            return null;
        }
    }

    private async Task<AttemptEnd> FollowAsync(TaskAttempt attempt, LaunchPlan plan, RunningLaunch running, ILaunchListener listener, CancellationToken letGo)
    {
        var order = new LaunchOrder
        {
            Id = attempt.Launch,
            Launch = plan.Bound,
            Timeout = attempt.Timeout,
            IsNew = _isNew,
            Audit = _audit with { LaunchId = attempt.Launch.Value, ImageVersion = plan.Image.Version, ImageDigest = plan.Image.Digest },
        };
        foreach (var note in plan.Bound.Notes)
            listener.Note(note);
        var result = await _environment.Ecs.Launcher.RunAsync(order, new KnownLaunch(listener, () => running.Known(plan.Bound.Run.Cluster)), letGo);
        var end = new AttemptEnd
        {
            Launch = attempt.Launch,
            Failure = result.Failure is { } failure ? new AttemptFailure(failure, result.Retry == RetryAdvice.Infrastructure) : null,
            Reason = result.Reason,
            ExitCode = result.ExitCode,
            EcsTaskArn = result.EcsTaskArn,
            Adopted = result.Adopted,
            EndedAt = result.Timings.StoppedAt,
        };
        return result.Outcome == LaunchOutcome.Succeeded && attempt.WantsResult ? await WithResultAsync(end, plan, letGo) : end;
    }

    private async Task<AttemptEnd> WithResultAsync(AttemptEnd end, LaunchPlan plan, CancellationToken letGo)
    {
        var (result, problem) = await _results.ReadAsync(plan.Bound, end.EcsTaskArn!, letGo);
        // The container's own doing, like an exit code.
        return problem is null ? end with { Result = result } : end with { Failure = new AttemptFailure(FailureClass.UserCode, false), Reason = problem };
    }

    private async Task<LaunchPlan> PlanAsync(ContainerSettings own, bool wantsResult, CancellationToken cancellationToken)
    {
        var image = ImageReference.Parse(own.Image ?? throw new InvalidOperationException("A task without image was to be launched."));
        var settings = own.Merge(_environment.Settings.Container(image.Name));
        if (wantsResult)
            settings = ContainerResults.Wanted(_environment.Settings, settings, own.Image);
        return await LaunchPlan.MakeAsync(_environment, _images, image, settings, RunRequest.Plain, cancellationToken);
    }
}
