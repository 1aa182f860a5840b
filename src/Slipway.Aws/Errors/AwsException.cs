using System.Net;

namespace Slipway.Aws;

/// <summary>A call to AWS failed. The message names the call, what it was about, the reason and, where there is one, the next step.</summary>
public abstract class AwsException : Exception
{
    /// <summary>Makes the exception from what is known about the call.</summary>
    private protected AwsException(AwsError error, bool fateUnknown, Exception? innerException)
        : base(AwsErrorMessage.For(error ?? throw new ArgumentNullException(nameof(error)), fateUnknown || error.FateUnknown), innerException)
    {
        Error = error;
        FateUnknown = fateUnknown || error.FateUnknown;
    }

    /// <summary>Everything known about the call.</summary>
    public AwsError Error { get; }

    /// <inheritdoc cref="AwsError.Service"/>
    public string Service => Error.Service;

    /// <inheritdoc cref="AwsError.Operation"/>
    public string Operation => Error.Operation;

    /// <inheritdoc cref="AwsError.Code"/>
    public string Code => Error.Code;

    /// <inheritdoc cref="AwsError.RequestId"/>
    public string? RequestId => Error.RequestId;

    /// <inheritdoc cref="AwsError.StatusCode"/>
    public HttpStatusCode? StatusCode => Error.StatusCode;

    /// <summary>
    /// Whether the call may have taken effect all the same: true after a server fault (5xx), a time-out, a connection lost midway or an
    /// unreadable answer, in any of its tries. False means it did not happen.
    /// </summary>
    public bool FateUnknown { get; }
}
