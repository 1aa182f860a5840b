using Slipway.Aws.Ecs;
using Slipway.Core.Launches;
using Slipway.Ecs.Launching;

namespace Slipway.Ecs.Outcomes;

/// <summary>Judges a stopped ECS task. Pure: the same description gives the same verdict on every machine.</summary>
public static class OutcomeClassifier
{
    private const int Killed = 137;
    private const int Terminated = 143;

    /// <summary>Judges an ECS task that is STOPPED.</summary>
    /// <param name="task">ECS's last word about it.</param>
    /// <param name="shape">Whose exit code counts.</param>
    /// <param name="stop">
    /// Why Slipway asked for a stop; null when it did not, as far as this machine knows. The ECS task's own <c>stoppedReason</c> is read as well.
    /// </param>
    /// <exception cref="ArgumentException">The ECS task is not STOPPED.</exception>
    public static LaunchVerdict Classify(EcsTask task, LaunchShape shape, StopKind? stop)
    {
        ArgumentNullException.ThrowIfNull(task);
        ArgumentNullException.ThrowIfNull(shape);
        if (task.LastStatus != "STOPPED")
            throw new ArgumentException($"{task.TaskArn} is {task.LastStatus}: only a STOPPED ECS task has an outcome.", nameof(task));

        var main = task.Containers.FirstOrDefault(container => container.Name == shape.MainContainer);
        var ran = task.StartedAt is not null || task.Containers.Any(container => container.ExitCode is not null);
        return task.StopCode switch
        {
            "UserInitiated" => Stopped(task, main, ran, stop),
            "SpotInterruption" => Interrupted(task, main, ran),
            "TerminationNotice" when Says(task.StoppedReason, "spot") => Interrupted(task, main, ran),
            _ when !ran => NeverStarted(task, main),
            "EssentialContainerExited" => Exited(task, shape, main),
            // Fargate retires hosts, and EC2 hosts vanish, without an exit code of the container's own.
            "TerminationNotice" or "ServiceSchedulerInitiated" => HostFailed(task, main),
            _ when main?.ExitCode is null => HostFailed(task, main),
            _ => Exited(task, shape, main),
        };
    }

    private static LaunchVerdict Stopped(EcsTask task, EcsContainer? main, bool ran, StopKind? stop)
    {
        var when = ran ? "" : " before it was running";
        if (StopReasons.TryRead(task.StoppedReason, out var kind, out var words))
            stop ??= kind;
        words ??= task.StoppedReason;

        return stop switch
        {
            StopKind.TimedOut => new(
                LaunchOutcome.TimedOut, FailureClass.Timeout, $"Stopped because it took too long: {words}.", main?.ExitCode, RetryAdvice.Author),
            StopKind.Requested => new(
                LaunchOutcome.Cancelled, FailureClass.Cancelled, $"Stopped on request{when}: {words}.", main?.ExitCode, RetryAdvice.Pointless),
            _ => new(
                LaunchOutcome.Cancelled,
                FailureClass.Cancelled,
                $"Somebody else stopped the ECS task{when} (ECS says: '{words}'). CloudTrail's StopTask events name who did.",
                main?.ExitCode,
                RetryAdvice.Pointless),
        };
    }

    private static LaunchVerdict Interrupted(EcsTask task, EcsContainer? main, bool ran) => new(
        ran ? LaunchOutcome.Failed : LaunchOutcome.NeverStarted,
        FailureClass.Spot,
        $"AWS took the Spot capacity back (ECS says: '{task.StoppedReason}'). Put FARGATE behind FARGATE_SPOT in 'capacity', or run On-Demand what must not be interrupted.",
        main?.ExitCode,
        RetryAdvice.Infrastructure);

    private static LaunchVerdict NeverStarted(EcsTask task, EcsContainer? main)
    {
        // A container's reason says more than the ECS task's, which may be just "Task failed to start" or "Essential container in task exited".
        var texts = new[] { main?.Reason }
            .Concat(task.Containers.Where(container => container != main).Select(container => container.Reason))
            .Append(task.StoppedReason)
            .Append(task.StopCode)
            .ToList();
        var failure = StartFailures.Of(texts);
        var said = texts.Find(text => !string.IsNullOrWhiteSpace(text)) ?? "nothing";
        var step = failure.NextStep is null ? "" : $" {failure.NextStep}";
        return new LaunchVerdict(LaunchOutcome.NeverStarted, failure.Class, $"{failure.Meaning} (ECS says: '{said}').{step}", null, failure.Retry);
    }

    private static LaunchVerdict HostFailed(EcsTask task, EcsContainer? main) => new(
        LaunchOutcome.Failed,
        FailureClass.Infrastructure,
        $"It was running, and ended without an exit code: AWS stopped it or its host failed (ECS says: '{main?.Reason ?? task.StoppedReason ?? task.StopCode ?? "nothing"}').",
        main?.ExitCode,
        RetryAdvice.Infrastructure);

    private static LaunchVerdict Exited(EcsTask task, LaunchShape shape, EcsContainer? main)
    {
        var essential = task.Containers.Where(container => container.Name == shape.MainContainer || shape.EssentialContainers.Contains(container.Name)).ToList();
        if (essential.Find(container => Says(container.Reason, "OutOfMemory")) is { } starved)
            return OutOfMemory(task, starved, main);

        // When the main container ends, ECS ends the other essential ones by SIGTERM or SIGKILL: that is not their failure. And the other way round.
        var failed = essential.Find(container => container.ExitCode is not (0 or null or Killed or Terminated))
            ?? (main?.ExitCode is 0 ? null : main);
        if (failed is null)
            return new LaunchVerdict(LaunchOutcome.Succeeded, null, null, 0, RetryAdvice.Pointless);
        if (failed.ExitCode is not { } code)
            return HostFailed(task, failed);

        var which = failed.Name == shape.MainContainer ? $"Container '{failed.Name}'" : $"The essential container '{failed.Name}', beside the main one,";
        return new LaunchVerdict(
            LaunchOutcome.Failed, FailureClass.UserCode, $"{which} ended with exit code {code}{Meaning(code)}.{Addition(failed)}", main?.ExitCode, RetryAdvice.Author);
    }

    private static LaunchVerdict OutOfMemory(EcsTask task, EcsContainer starved, EcsContainer? main)
    {
        var limit = starved.Memory ?? task.Memory;
        var asked = limit is null ? "its memory limit" : $"its memory limit of {limit} MiB";
        return new LaunchVerdict(
            LaunchOutcome.Failed,
            FailureClass.OutOfMemory,
            $"Container '{starved.Name}' needed more than {asked} and was killed (ECS says: '{starved.Reason}'). Ask for more memory.",
            main?.ExitCode,
            RetryAdvice.Author);
    }

    private static string Meaning(int code) => code switch
    {
        126 => " (the command is there but cannot be run)",
        127 => " (the command was not found in the image)",
        134 => " (SIGABRT: it aborted itself)",
        Killed => " (SIGKILL: often a process that the kernel killed for want of memory; compare the memory used with what was asked for)",
        139 => " (SIGSEGV: a native crash)",
        Terminated => " (SIGTERM: something inside asked it to end)",
        _ => "",
    };

    private static string Addition(EcsContainer container) => string.IsNullOrWhiteSpace(container.Reason) ? "" : $" ECS adds: '{container.Reason}'.";

    private static bool Says(string? text, string part) => text?.Contains(part, StringComparison.OrdinalIgnoreCase) == true;
}
