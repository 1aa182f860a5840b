namespace Slipway.Aws;

/// <summary>Turns what a client of the AWS SDK throws that is not one of ours (DynamoDB, S3…) into the errors of this library.</summary>
public static class AwsFailure
{
    /// <summary>The failure of a call.</summary>
    /// <param name="service">The service as IAM calls it, such as <c>dynamodb</c>.</param>
    /// <param name="operation">The operation.</param>
    /// <param name="target">What it was about, for people; null when that says nothing.</param>
    /// <param name="exception">What the SDK's client threw.</param>
    /// <returns>Null when the exception is not the failure of a call.</returns>
    public static AwsException? Of(string service, string operation, string? target, Exception exception)
    {
        ArgumentException.ThrowIfNullOrEmpty(service);
        ArgumentException.ThrowIfNullOrEmpty(operation);
        ArgumentNullException.ThrowIfNull(exception);
        if (!AwsFailures.IsFailureOfCall(exception))
            return null;

        // Its tries were not counted; what comes from a source of credentials came before the first.
        var state = new CallState
        {
            Attempts = AwsFailures.IsOfCredentials(exception) ? 0 : 1,
            FateUnknown = !AwsFailures.IsOfCredentials(exception) && AwsFailures.IsFateUnknown(exception),
        };
        return AwsFailures.ToAwsException(new CallTracker.Call(service, operation, target, state), exception);
    }
}
