using Slipway.Core.Flows;
using Slipway.Core.Launches;

namespace Slipway.Execution;

/// <summary>Decides on another attempt of a container by the rule that flows in YAML have too.</summary>
internal static class ContainerRetries
{
    /// <summary>Whether another attempt follows. What is no container's failure is not tried again: it would be the same the next time.</summary>
    public static bool May(TaskRun run, TaskRetries retries, Exception failure, out TimeSpan delay)
    {
        delay = default;
        if (Of(run, failure) is not { } failed)
            return false;
        run.Failures.Add(failed);
        var decision = RetryRule.After(retries, run.Failures, run.Context.Options.Random());
        delay = decision.Delay;
        return decision.Again;
    }

    private static AttemptFailure? Of(TaskRun run, Exception failure) => failure switch
    {
        ContainerFailedException container => new AttemptFailure(container.FailureClass, container.MayPass),
        // A test made it fail.
        _ when run.Faulted => new AttemptFailure(FailureClass.UserCode, MayPass: false),
        _ => null,
    };
}
