namespace Slipway.Aws;

/// <summary>Something that the call names does not exist.</summary>
/// <param name="error">What is known about the call.</param>
/// <param name="innerException">What it was made from.</param>
public sealed class AwsNotFoundException(AwsError error, Exception? innerException = null)
    : AwsException(error, fateUnknown: false, innerException);
