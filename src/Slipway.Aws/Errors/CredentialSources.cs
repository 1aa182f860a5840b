using System.Text.RegularExpressions;

namespace Slipway.Aws;

/// <summary>Reads what the SDK's chain of credential sources says when it gives none.</summary>
internal static partial class CredentialSources
{
    /// <summary>The reason when no source was set up at all.</summary>
    internal const string Missing = "no source gives any: not the environment, no profile of the shared files, no web identity, and no role of a container or an instance";

    // What the sources say that nobody set up; AWSSDK.Core, DefaultAWSCredentialsIdentityResolver.
    private static readonly string[] NothingThere =
    [
        "were not set with AWS credentials", "webIdentityTokenFile must be an absolute path", "Unable to find the \"default\" profile", "EC2 instance metadata", "environment variables must be set",
        "environment variables are set",
    ];

    /// <summary>Why a source that was set up gave none; null when none was.</summary>
    internal static string? WhyNone(Exception exception)
    {
        var said = new List<string>();
        for (var at = exception; at is not null; at = at.InnerException)
        {
            var sources = Source().Matches(at.Message);
            said.AddRange(sources.Count == 0 ? [Plain(at.Message)] : sources.Select(match => match.Groups["message"].Value).Where(IsOfASource));
            if (sources.Count > 0)
                break;
        }

        var parts = said.Select(text => text.Trim().TrimEnd('.', '-', ' ')).Where(text => text.Length > 0).Distinct(StringComparer.Ordinal);
        return said.Count == 0 ? null : string.Join(": ", parts);
    }

    // The SDK's words for "nobody has logged in" speak of something else.
    private static string Plain(string message) => SsoProfile().Match(message) is { Success: true } sso
        ? $"the profile {sso.Groups["name"].Value} logs in by SSO, and there is no login that still holds: aws sso login --profile {sso.Groups["name"].Value}"
        : message;

    private static bool IsOfASource(string message) => !NothingThere.Any(text => message.Contains(text, StringComparison.Ordinal));

    [GeneratedRegex(@"^The profile \[(?<name>[^\]]+)\] is an SSO profile\.", RegexOptions.ExplicitCapture)]
    private static partial Regex SsoProfile();

    [GeneratedRegex(@"^Exception \d+ of \d+: (?<message>.*)$", RegexOptions.Multiline | RegexOptions.ExplicitCapture)]
    private static partial Regex Source();
}
