namespace Slipway.Aws;

/// <summary>AWS refused for its rate limits, also after the retries. It did not happen; trying later is right.</summary>
/// <param name="error">What is known about the call.</param>
/// <param name="innerException">What it was made from.</param>
public sealed class AwsThrottlingException(AwsError error, Exception? innerException = null)
    : AwsException(error, fateUnknown: false, innerException);
