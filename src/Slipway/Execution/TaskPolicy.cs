using Slipway.Core.Errors;
using Slipway.Core.Retries;
using Slipway.Results;
using Slipway.Runtime;

namespace Slipway.Execution;

/// <summary>A task's settings, checked and ready for use.</summary>
internal sealed class TaskPolicy
{
    private readonly Type[] _retryOn;
    private readonly Type[] _neverRetryOn;
    private readonly Func<Exception, bool>? _retryWhen;

    public TaskPolicy(TaskDefinition task)
        : this(task.Name, task.Subflow is null ? task.Settings : OfFlow(task.Subflow.Settings), task.RetryWhen)
    {
        // A subflow reports its start besides its states; containers have retries that cost nothing.
        IsPlain &= task.Subflow is null && task.ContainerRetries is null;
    }

    public TaskPolicy(string name, FlowAttribute flow)
        : this(name, OfFlow(flow), retryWhen: null)
    {
    }

    private TaskPolicy(string name, TaskAttribute settings, Func<Exception, bool>? retryWhen)
    {
        Check(name, "Retries", settings.Retries, settings.Retries >= 0);
        Check(name, "RetryDelaySeconds", settings.RetryDelaySeconds, IsTime(settings.RetryDelaySeconds));
        Check(name, "RetryMaxDelaySeconds", settings.RetryMaxDelaySeconds, IsTime(settings.RetryMaxDelaySeconds));
        Check(name, "RetryBackoff", settings.RetryBackoff, settings.RetryBackoff >= 0 && double.IsFinite(settings.RetryBackoff));
        Check(name, "RetryJitter", settings.RetryJitter, settings.RetryJitter >= 0 && double.IsFinite(settings.RetryJitter));
        Check(name, "TimeoutSeconds", settings.TimeoutSeconds, IsTime(settings.TimeoutSeconds));
        Check(name, "CacheExpirySeconds", settings.CacheExpirySeconds, IsTime(settings.CacheExpirySeconds));
        foreach (var delay in settings.RetryDelays)
            Check(name, "RetryDelays", delay, IsTime(delay));

        _retryOn = settings.RetryOn;
        _neverRetryOn = settings.NeverRetryOn;
        _retryWhen = retryWhen;
        Retries = new RetrySchedule(settings.Retries)
        {
            Delay = TimeSpan.FromSeconds(settings.RetryDelaySeconds),
            Delays = [.. settings.RetryDelays.Select(seconds => TimeSpan.FromSeconds(seconds))],
            Backoff = settings.RetryBackoff,
            MaxDelay = TimeSpan.FromSeconds(settings.RetryMaxDelaySeconds),
            Jitter = settings.RetryJitter,
        };
        Timeout = settings.TimeoutSeconds > 0 ? TimeSpan.FromSeconds(settings.TimeoutSeconds) : null;
        // One order for all tasks, so that two of them never wait for each other's slot.
        Slots = [.. settings.Slots.Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal)];
        IsCached = settings.Cache == CachePolicy.Inputs;
        CacheExpiry = settings.CacheExpirySeconds > 0 ? TimeSpan.FromSeconds(settings.CacheExpirySeconds) : null;
        IsRecorded = settings.Persist;
        RunName = settings.RunName is { Length: > 0 } template ? new RunNameTemplate(template) : null;
        IsPlain = settings.Retries == 0 && Timeout is null && Slots.Length == 0;
    }

    public RetrySchedule Retries { get; }

    public TimeSpan? Timeout { get; }

    public string[] Slots { get; }

    public bool IsCached { get; }

    public TimeSpan? CacheExpiry { get; }

    public bool IsRecorded { get; }

    public RunNameTemplate? RunName { get; }

    /// <summary>Whether there is one attempt that starts at once and may take any time.</summary>
    public bool IsPlain { get; }

    /// <summary>Whether a failure is one that another attempt may follow. Cancellation never comes here.</summary>
    public bool IsRetried(Exception failure) =>
        failure is not (TaskTimeoutException { StillRuns: true } or ResultStoreException)
        && (_retryOn.Length == 0 || _retryOn.Any(type => type.IsInstanceOfType(failure)))
        && !_neverRetryOn.Any(type => type.IsInstanceOfType(failure))
        && (_retryWhen is null || _retryWhen(failure));

    private static TaskAttribute OfFlow(FlowAttribute flow) => new()
    {
        Retries = flow.Retries,
        RetryDelaySeconds = flow.RetryDelaySeconds,
        TimeoutSeconds = flow.TimeoutSeconds,
        RunName = flow.RunName,
        Tags = flow.Tags,
    };

    // TimeSpan ends at about 29,000 years; timers end at 49 days, which is far enough for an attempt.
    private static bool IsTime(double seconds) => seconds is >= 0 and <= 4_294_967;

    private static void Check(string name, string setting, double value, bool isGood)
    {
        if (!isGood)
            throw new SlipwayException("task.bad-settings", $"{setting} = {value} of {name} is not possible: it must be a number from 0 up (seconds: at most 4,294,967). Mend the attribute.");
    }
}
