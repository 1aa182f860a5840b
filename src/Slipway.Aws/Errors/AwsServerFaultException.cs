namespace Slipway.Aws;

/// <summary>AWS failed (5xx), also after the retries, or answered with something unreadable. Whether it happened is unknown.</summary>
/// <param name="error">What is known about the call.</param>
/// <param name="innerException">What it was made from.</param>
public sealed class AwsServerFaultException(AwsError error, Exception? innerException = null)
    : AwsException(error, fateUnknown: true, innerException);
