namespace Slipway.Aws;

/// <summary>There are no credentials, or AWS does not accept them (any more). It did not happen.</summary>
/// <param name="error">What is known about the call.</param>
/// <param name="innerException">What it was made from.</param>
public sealed class AwsCredentialsException(AwsError error, Exception? innerException = null)
    : AwsException(error, fateUnknown: false, innerException);
