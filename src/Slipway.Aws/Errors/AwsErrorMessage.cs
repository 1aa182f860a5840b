using System.Text;

namespace Slipway.Aws;

/// <summary>Words for a failed call: which call, on what, why, and what to do.</summary>
internal static class AwsErrorMessage
{
    internal static string For(AwsError error, bool fateUnknown)
    {
        var message = new StringBuilder($"{error.Service}:{error.Operation}");
        if (!string.IsNullOrEmpty(error.Target))
            message.Append($" ({error.Target})");
        message.Append($" failed: {error.Code}: {error.Reason.TrimEnd('.', ' ')}.");

        if (NextStep(error) is { } step)
            message.Append(' ').Append(step);
        if (fateUnknown)
            message.Append(" Whether it took effect is unknown.");
        if (error.RequestId is not null)
            message.Append($" [request {error.RequestId}]");
        return message.ToString();
    }

    private static string? NextStep(AwsError error) => AwsErrorCodes.KindOf(error.Code, error.StatusCode) switch
    {
        AwsErrorKind.AccessDenied => $"Allow {error.Service}:{error.Operation} to this principal, for this resource.",
        AwsErrorKind.Credentials when AwsErrorCodes.IsExpired(error.Code) => "Log in again (for example: aws sso login), or renew the credentials.",
        AwsErrorKind.Credentials when error.Code == AwsErrorCodes.CredentialsMissing =>
            "Set AWS_PROFILE to a profile that works, log in (aws sso login), or set AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY.",
        AwsErrorKind.Credentials when error.Code == AwsErrorCodes.CredentialsFailed =>
            "Mend where the credentials come from (aws sso login, the profile, the role), or set AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY.",
        AwsErrorKind.Credentials => "Check the access key, AWS_PROFILE, and this machine's clock; aws sts get-caller-identity shows who is calling.",
        AwsErrorKind.Throttled => "The account's request rate is used up; try again later.",
        _ => null,
    };
}
