using Amazon.Runtime;
using Amazon.Runtime.Internal;

namespace Slipway.Aws;

/// <summary>
/// The SDK's standard retry mode, with four differences: an operation that must not be repeated while its fate is unknown is not; no
/// reset connection is retried beyond the limit; LimitExceededException, a quota in ECS, ECR and Logs, is not taken for throttling; and
/// throttling is left to callers that say so (<see cref="AwsClientOptions.RetryThrottling"/>).
/// </summary>
internal sealed class SlipwayRetryPolicy : StandardRetryPolicy
{
    private static readonly TimeSpan LongestBackoff = TimeSpan.FromSeconds(20);

    private readonly TimeProvider _timeProvider;
    private readonly bool _retryThrottling;

    internal SlipwayRetryPolicy(JsonServiceConfig config)
        : base(config)
    {
        _timeProvider = config.TimeProvider;
        _retryThrottling = config.RetryThrottling;
        ThrottlingErrorCodes = AwsErrorCodes.ThrottlingCodes;
    }

    public override bool IsStaleConnectionError(Exception exception) => false;

    public override bool RetryForException(IExecutionContext executionContext, Exception exception) =>
        MayRepeat(executionContext, exception) && base.RetryForException(executionContext, exception);

    public override async Task<bool> RetryForExceptionAsync(IExecutionContext executionContext, Exception exception) =>
        MayRepeat(executionContext, exception) && await base.RetryForExceptionAsync(executionContext, exception);

    public override Task WaitBeforeRetryAsync(IExecutionContext executionContext)
    {
        var context = executionContext.RequestContext;
        return Task.Delay(Backoff(context.Retries, Random.Shared.NextDouble()), _timeProvider, context.CancellationToken);
    }

    /// <summary>Exponential with full jitter, as AWS's standard mode: up to 1, 2, 4… seconds, never more than 20.</summary>
    internal static TimeSpan Backoff(int retries, double jitter) =>
        TimeSpan.FromSeconds(Math.Min(jitter * Math.Pow(2, retries - 1), LongestBackoff.TotalSeconds));

    private bool MayRepeat(IExecutionContext executionContext, Exception exception) =>
        AwsFailures.IsFateUnknown(exception)
            ? executionContext.RequestContext.OriginalRequest is not ITrackedRequest { RepeatableWhenFateUnknown: false }
            : _retryThrottling || !IsThrottlingError(exception);
}
