namespace Slipway.Aws;

/// <summary>The caller may not do this. The message names the IAM action.</summary>
/// <param name="error">What is known about the call.</param>
/// <param name="innerException">What it was made from.</param>
public sealed class AwsAccessDeniedException(AwsError error, Exception? innerException = null)
    : AwsException(error, fateUnknown: false, innerException);
