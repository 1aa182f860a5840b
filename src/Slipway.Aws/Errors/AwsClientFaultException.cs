namespace Slipway.Aws;

/// <summary>AWS refused the request as it is, definitively: it did not happen, and sending it again will not help.</summary>
/// <param name="error">What is known about the call.</param>
/// <param name="innerException">What it was made from.</param>
public sealed class AwsClientFaultException(AwsError error, Exception? innerException = null)
    : AwsException(error, fateUnknown: false, innerException);
