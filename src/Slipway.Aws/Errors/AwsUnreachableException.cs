namespace Slipway.Aws;

/// <summary>
/// No answer came: no connection, a lost connection or a time-out. <see cref="AwsException.FateUnknown"/> is set unless no try of the
/// call ever had a connection (name not resolved, connection refused).
/// </summary>
/// <param name="error">What is known about the call.</param>
/// <param name="sent">Whether a request may have left this machine.</param>
/// <param name="innerException">What it was made from.</param>
public sealed class AwsUnreachableException(AwsError error, bool sent = true, Exception? innerException = null)
    : AwsException(error, fateUnknown: sent, innerException);
