using System.Diagnostics.CodeAnalysis;
using System.Text.RegularExpressions;

namespace Slipway.Core.Images;

/// <summary>A private ECR registry, as its host name tells it.</summary>
/// <param name="Account">The twelve digits of the account.</param>
/// <param name="Region">The region.</param>
public sealed partial record EcrRegistry(string Account, string Region)
{
    /// <summary>
    /// Reads a registry's host name; false when it is not a private ECR registry. Public ECR (<c>public.ecr.aws</c>) is an ordinary public
    /// registry.
    /// </summary>
    public static bool TryParse(string? host, [NotNullWhen(true)] out EcrRegistry? registry)
    {
        var match = host is null ? Match.Empty : Pattern().Match(host);
        registry = match.Success ? new EcrRegistry(match.Groups["account"].Value, match.Groups["region"].Value) : null;
        return registry is not null;
    }

    // ECR endpoints and quotas (AWS General Reference) and botocore's partitions.json: the classic, FIPS and dual-stack forms, in every
    // partition.
    [GeneratedRegex(
        """^(?<account>\d{12})\.(dkr\.ecr(-fips)?|dkr-ecr(-fips)?)\.(?<region>[a-z]{2,4}(-[a-z]+)+-\d+)\.(amazonaws\.com(\.cn)?|amazonaws\.eu|c2s\.ic\.gov|sc2s\.sgov\.gov|cloud\.adc-e\.uk|csp\.hci\.ic\.gov|on\.aws|on\.amazonwebservices\.com\.cn|on\.amazonwebservices\.eu)$""",
        RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture)]
    private static partial Regex Pattern();
}
