using System.Net;

namespace Slipway.Aws;

/// <summary>Runs a call, turns what it throws into an <see cref="AwsException"/>, and tells the observer how it ended.</summary>
internal static class CallTracker
{
    internal static async Task<T> TrackAsync<T>(
        Call call,
        AwsClientOptions options,
        Func<Task<(T Value, string? RequestId)>> invoke,
        CancellationToken cancellationToken)
    {
        var started = options.TimeProvider.GetTimestamp();
        try
        {
            var (value, requestId) = await invoke();
            Report(AwsCallOutcome.Succeeded, null, HttpStatusCode.OK, requestId);
            return value;
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
        {
            Report(AwsCallOutcome.Cancelled, null, null, null);
            throw;
        }
        catch (Exception exception) when (AwsFailures.IsFailureOfCall(exception))
        {
            var failure = AwsFailures.ToAwsException(call, exception);
            Report(OutcomeOf(failure), failure.Code, failure.StatusCode, failure.RequestId);
            throw failure;
        }

        void Report(AwsCallOutcome outcome, string? code, HttpStatusCode? status, string? requestId) =>
            options.Observer?.Called(new AwsCall
            {
                Service = call.Service,
                Operation = call.Operation,
                Attempts = call.State.Attempts,
                Outcome = outcome,
                Duration = options.TimeProvider.GetElapsedTime(started),
                Code = code,
                StatusCode = status,
                RequestId = requestId,
            });
    }

    private static AwsCallOutcome OutcomeOf(AwsException failure) => failure switch
    {
        AwsThrottlingException => AwsCallOutcome.Throttled,
        AwsServerFaultException => AwsCallOutcome.ServerFault,
        AwsUnreachableException => AwsCallOutcome.Unreachable,
        AwsCredentialsException => AwsCallOutcome.NoCredentials,
        _ => AwsCallOutcome.Refused,
    };

    /// <summary>Which call it is.</summary>
    /// <param name="Service">The service as IAM calls it.</param>
    /// <param name="Operation">The operation.</param>
    /// <param name="Target">What it is about, for people.</param>
    /// <param name="State">What its tries leave behind.</param>
    internal sealed record Call(string Service, string Operation, string? Target, CallState State);
}
