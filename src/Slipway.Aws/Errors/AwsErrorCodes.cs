using System.Collections.Frozen;
using System.Net;

namespace Slipway.Aws;

/// <summary>Sorts the services' error codes. Sources: the services' API references and botocore's retry definitions.</summary>
internal static class AwsErrorCodes
{
    internal const string CredentialsMissing = "Slipway.CredentialsMissing";
    internal const string CredentialsFailed = "Slipway.CredentialsFailed";
    internal const string Unreachable = "Slipway.Unreachable";
    internal const string TimedOut = "Slipway.TimedOut";
    internal const string ConnectionLost = "Slipway.ConnectionLost";
    internal const string UnreadableAnswer = "Slipway.UnreadableAnswer";

    // Not LimitExceededException: in ECS, ECR and Logs it means a quota that waiting does not change.
    private static readonly FrozenSet<string> Throttled = FrozenSet.Create(
        StringComparer.Ordinal,
        "Throttling", "ThrottlingException", "ThrottledException", "RequestThrottled", "RequestThrottledException", "TooManyRequestsException",
        "RequestLimitExceeded", "BandwidthLimitExceeded", "SlowDown", "PriorRequestNotComplete", "KmsThrottled");

    private static readonly FrozenSet<string> Denied = FrozenSet.Create(
        StringComparer.Ordinal,
        "AccessDenied", "AccessDeniedException", "UnauthorizedOperation", "AuthorizationError", "NotAuthorized", "BlockedException",
        "KmsAccessDenied", "OptInRequired");

    private static readonly FrozenSet<string> Expired = FrozenSet.Create(
        StringComparer.Ordinal, "ExpiredToken", "ExpiredTokenException", "RequestExpired", "TokenRefreshRequired");

    private static readonly FrozenSet<string> Credentials = FrozenSet.Create(
        StringComparer.Ordinal,
        CredentialsMissing, CredentialsFailed, "UnrecognizedClientException", "InvalidClientTokenId", "InvalidClientTokenIdException", "InvalidAccessKeyId",
        "SignatureDoesNotMatch", "InvalidSignatureException", "MissingAuthenticationToken", "MissingAuthenticationTokenException",
        "IncompleteSignature", "IncompleteSignatureException", "InvalidToken", "AuthFailure");

    private static readonly FrozenSet<string> Missing = FrozenSet.Create(
        StringComparer.Ordinal, "QueueDoesNotExist", "NonExistentQueue", "ParameterVersionNotFound");

    private static readonly FrozenSet<string> Conflicts = FrozenSet.Create(StringComparer.Ordinal, "ConflictException", "ResourceInUseException");

    /// <summary>The codes that mean "slower", for the retry policy.</summary>
    internal static ICollection<string> ThrottlingCodes => Throttled;

    internal static bool IsExpired(string code) => Expired.Contains(code);

    internal static AwsErrorKind KindOf(string code, HttpStatusCode? status)
    {
        if (Throttled.Contains(code) || status == HttpStatusCode.TooManyRequests)
            return AwsErrorKind.Throttled;
        if (Expired.Contains(code) || Credentials.Contains(code))
            return AwsErrorKind.Credentials;
        if (Denied.Contains(code))
            return AwsErrorKind.AccessDenied;
        if (status >= HttpStatusCode.InternalServerError)
            return AwsErrorKind.Server;
        if (Conflicts.Contains(code) || code.EndsWith("AlreadyExistsException", StringComparison.Ordinal) || code.EndsWith("AlreadyExists", StringComparison.Ordinal))
            return AwsErrorKind.Conflict;
        if (Missing.Contains(code) || code.EndsWith("NotFoundException", StringComparison.Ordinal) || code.EndsWith("NotFound", StringComparison.Ordinal))
            return AwsErrorKind.NotFound;
        return AwsErrorKind.Client;
    }
}
