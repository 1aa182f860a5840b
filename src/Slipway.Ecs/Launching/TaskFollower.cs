using Slipway.Aws;
using Slipway.Aws.Ecs;
using Slipway.Ecs.Logs;
using Slipway.Ecs.Observing;
using Slipway.Ecs.Outcomes;

namespace Slipway.Ecs.Launching;

/// <summary>Follows a launch's ECS task to its end: states, log lines, the time-out, and stopping it when that was decided.</summary>
internal sealed class TaskFollower(LaunchServices services, LaunchSignals signals, LaunchProgress progress, ILaunchListener listener)
{
    private static readonly TimeSpan StopAgain = TimeSpan.FromSeconds(5);

    private Task? _stopping;

    /// <summary>Follows until STOPPED, log included.</summary>
    /// <param name="first">What RunTask or a look-up said of it; null when nothing.</param>
    /// <param name="logPosition">Where to go on with the log.</param>
    /// <param name="cancellationToken">Lets go.</param>
    /// <returns>ECS's last word; null when it is lost.</returns>
    internal async Task<EcsTask?> FollowAsync(EcsTask? first, string? logPosition, CancellationToken cancellationToken)
    {
        var record = progress.Record;
        var arn = record.EcsTaskArn!;
        using var end = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        using var watch = services.Observer.Watch(record.Cluster, arn, record.EcsTaskKnownAt ?? services.Time.GetUtcNow(), first);
        var written = new TaskCompletionSource<bool>();
        var log = FollowLogAsync(record, arn, logPosition, written.Task, end.Token);
        try
        {
            var last = await ObserveAsync(watch, arn, end.Token);
            var ran = last is null || last.StartedAt is not null || last.Containers.Any(container => container.ExitCode is not null);
            written.TrySetResult(ran);
            await log;
            return last;
        }
        finally
        {
            end.Cancel();
            await Settle(log);
            await Settle(_stopping);
        }
    }

    /// <summary>Waits for the end of something whose outcome no longer matters.</summary>
    private static async Task Settle(Task? task)
    {
        if (task is not null)
            await task.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing | ConfigureAwaitOptions.ContinueOnCapturedContext);
    }

    private Task FollowLogAsync(LaunchRecord record, string arn, string? position, Task<bool> written, CancellationToken cancellationToken) =>
        record.Shape is { Logs: { } destination } shape && listener is not SilentListener
            ? services.Logs.FollowAsync(FollowedLog.Of(destination, shape.MainContainer, arn, position), new ListenerLogSink(listener), written, cancellationToken)
            : Task.CompletedTask;

    private async Task<EcsTask?> ObserveAsync(TaskWatch watch, string arn, CancellationToken cancellationToken)
    {
        string? told = null;
        EcsTask? last = null;
        var next = watch.NextAsync(cancellationToken);
        while (true)
        {
            var changed = signals.Next(progress.Record.Id);
            if (progress.Record.Stop is { } stop && _stopping is null)
                _stopping = StopAsync(arn, stop, cancellationToken);

            await WaitAsync(next, changed, last, cancellationToken);
            if (_stopping is { IsFaulted: true })
                await _stopping;
            if (next.IsCompleted)
            {
                var sighting = await next ?? throw new InvalidOperationException($"The watch of {arn} ended before the ECS task did.");
                if (sighting.IsLost)
                    return null;

                last = sighting.Task;
                if (last.LastStatus is { } status && status != told)
                    listener.StatusChanged(told = status, LaunchResults.Timings(progress.Record, last));
                if (last.LastStatus == EcsTaskStatus.Stopped)
                    return last;
                next = watch.NextAsync(cancellationToken);
            }
            else if (changed.IsCompleted)
            {
                await progress.ReloadAsync(cancellationToken);
            }

            await StopIfOverdueAsync(last, cancellationToken);
        }
    }

    private Task WaitAsync(Task next, Task changed, EcsTask? last, CancellationToken cancellationToken)
    {
        var news = _stopping is { IsCompleted: false } stopping ? Task.WhenAny(next, changed, stopping) : Task.WhenAny(next, changed);
        return Signals.WaitAsync(news, TimeLeft(last), services.Time, cancellationToken);
    }

    private TimeSpan? TimeLeft(EcsTask? last) =>
        progress.Record is { Stop: null, Order.Timeout: { } timeout } && last?.StartedAt is { } started ? started + timeout - services.Time.GetUtcNow() : null;

    private async Task StopIfOverdueAsync(EcsTask? last, CancellationToken cancellationToken)
    {
        if (TimeLeft(last) is not { } left || left > TimeSpan.Zero)
            return;
        var stop = new LaunchStop(
            StopKind.TimedOut, $"it ran longer than its time-out of {LaunchResults.Words(progress.Record.Order!.Timeout!.Value)}", services.Time.GetUtcNow());
        await progress.SaveAsync(record => record.Stop is null && record.Result is null ? record with { Stop = stop } : record, cancellationToken);
    }

    private async Task StopAsync(string arn, LaunchStop stop, CancellationToken cancellationToken)
    {
        while (true)
        {
            try
            {
                await services.Tasks.StopTaskAsync(
                    new StopTaskRequest { Cluster = progress.Record.Cluster, Task = arn, Reason = StopReasons.Text(stop.Kind, stop.Reason) }, cancellationToken);
                return;
            }
            catch (AwsException exception) when (exception is AwsAccessDeniedException or AwsCredentialsException)
            {
                throw LaunchErrors.StopRefused(progress.Record.Id, arn, exception);
            }
            catch (AwsException)
            {
                // Not reached, or the ECS task is not visible yet ("The referenced task was not found"): asked again until the watch ends.
            }

            await Task.Delay(StopAgain, services.Time, cancellationToken);
        }
    }
}
