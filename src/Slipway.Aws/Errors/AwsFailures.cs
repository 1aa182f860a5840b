using System.Net;
using System.Net.Sockets;
using Amazon.Runtime;

namespace Slipway.Aws;

/// <summary>Judges what the SDK's pipeline throws.</summary>
internal static class AwsFailures
{
    /// <summary>Whether an exception says that the call failed, rather than that the program is wrong.</summary>
    internal static bool IsFailureOfCall(Exception exception) =>
        exception is AmazonServiceException or AmazonClientException or HttpRequestException or IOException or SocketException
            or TimeoutException or OperationCanceledException or WebException || IsOfCredentials(exception);

    /// <summary>Whether an exception comes from a source of credentials, before anything was sent.</summary>
    internal static bool IsOfCredentials(Exception exception) =>
        // InvalidOperationException is how the SDK's chain refuses a profile that it cannot use as it is, such as one of SSO without a login.
        exception is ProcessAWSCredentialException or AmazonClientException or InvalidOperationException { Source: "AWSSDK.Core" };

    /// <summary>Whether one try that ended so may have taken effect.</summary>
    internal static bool IsFateUnknown(Exception exception) => exception switch
    {
        AmazonUnmarshallingException => true,
        AmazonServiceException service when HasAnswer(service) => AwsErrorCodes.KindOf(service.ErrorCode ?? "", service.StatusCode) == AwsErrorKind.Server,
        _ => MayHaveBeenSent(exception),
    };

    internal static AwsException ToAwsException(CallTracker.Call call, Exception exception)
    {
        if (exception is AmazonServiceException service && HasAnswer(service))
            return FromAnswer(call, service);

        // Nothing was sent: the chain of credential sources gave none, or one of them failed.
        if (call.State.Attempts == 0)
            return NoCredentials(call, exception);

        var (code, reason) = exception is TimeoutException or OperationCanceledException
            ? (AwsErrorCodes.TimedOut, "no answer in time")
            : MayHaveBeenSent(exception)
                ? (AwsErrorCodes.ConnectionLost, $"the connection broke before the answer was complete ({Innermost(exception).Message})")
                : (AwsErrorCodes.Unreachable, $"no connection ({Innermost(exception).Message})");
        var error = new AwsError
        {
            Service = call.Service,
            Operation = call.Operation,
            Target = call.Target,
            Code = code,
            Reason = reason,
            FateUnknown = call.State.FateUnknown,
        };
        return new AwsUnreachableException(error, sent: MayHaveBeenSent(exception), exception);
    }

    private static AwsException FromAnswer(CallTracker.Call call, AmazonServiceException exception)
    {
        var isUnreadable = exception is AmazonUnmarshallingException;
        var code = isUnreadable ? AwsErrorCodes.UnreadableAnswer : string.IsNullOrEmpty(exception.ErrorCode) ? $"Http{(int)exception.StatusCode}" : exception.ErrorCode;
        var error = new AwsError
        {
            Service = call.Service,
            Operation = call.Operation,
            Target = call.Target,
            Code = code,
            Reason = isUnreadable
                ? "the answer is not what this operation returns; something between here and AWS may have written it"
                : exception.Message,
            RequestId = string.IsNullOrEmpty(exception.RequestId) ? null : exception.RequestId,
            StatusCode = exception.StatusCode,
            FateUnknown = call.State.FateUnknown,
        };
        if (isUnreadable)
            return new AwsServerFaultException(error, exception);

        return AwsErrorCodes.KindOf(code, exception.StatusCode) switch
        {
            AwsErrorKind.Throttled => new AwsThrottlingException(error, exception),
            AwsErrorKind.AccessDenied => new AwsAccessDeniedException(error, exception),
            AwsErrorKind.Credentials => new AwsCredentialsException(error, exception),
            AwsErrorKind.NotFound => new AwsNotFoundException(error, exception),
            AwsErrorKind.Conflict => new AwsConflictException(error, (exception as JsonServiceException)?.ResourceIds, exception),
            AwsErrorKind.Server => new AwsServerFaultException(error, exception),
            _ => new AwsClientFaultException(error, exception),
        };
    }

    private static AwsCredentialsException NoCredentials(CallTracker.Call call, Exception exception)
    {
        var reason = CredentialSources.WhyNone(exception);
        var error = new AwsError
        {
            Service = call.Service,
            Operation = call.Operation,
            Target = call.Target,
            Code = reason is null ? AwsErrorCodes.CredentialsMissing : AwsErrorCodes.CredentialsFailed,
            Reason = reason ?? CredentialSources.Missing,
        };
        return new AwsCredentialsException(error, exception);
    }

    private static bool HasAnswer(AmazonServiceException exception) => (int)exception.StatusCode != 0;

    // A failed look-up or connect is certain not to have sent anything; everything else may have.
    private static bool MayHaveBeenSent(Exception exception) =>
        exception is not HttpRequestException
        {
            HttpRequestError: HttpRequestError.NameResolutionError or HttpRequestError.ConnectionError
                or HttpRequestError.SecureConnectionError or HttpRequestError.ProxyTunnelError,
        };

    private static Exception Innermost(Exception exception)
    {
        while (exception.InnerException is { } inner)
            exception = inner;
        return exception;
    }
}
