using System.Net.Http.Headers;
using System.Text.RegularExpressions;

namespace Slipway.Ecs.Images.Registries;

/// <summary>What a registry wants to see before it answers (Distribution, "Token Authentication Specification").</summary>
/// <param name="Realm">Where tokens are given out.</param>
/// <param name="Service">The service that the token is for.</param>
/// <param name="Scope">What the token allows; null when the challenge does not say.</param>
internal sealed partial record BearerChallenge(Uri Realm, string? Service, string? Scope)
{
    /// <summary>Reads a challenge; null when there is none of this kind.</summary>
    public static BearerChallenge? From(HttpHeaderValueCollection<AuthenticationHeaderValue> headers)
    {
        var bearer = headers.FirstOrDefault(header => string.Equals(header.Scheme, "Bearer", StringComparison.OrdinalIgnoreCase));
        if (bearer?.Parameter is not { } parameters)
            return null;
        var values = new Dictionary<string, string>(StringComparer.OrdinalIgnoreCase);
        foreach (Match match in Parameter().Matches(parameters))
            values[match.Groups["name"].Value] = match.Groups["value"].Value;
        return values.TryGetValue("realm", out var realm) && Uri.TryCreate(realm, UriKind.Absolute, out var uri)
            ? new BearerChallenge(uri, values.GetValueOrDefault("service"), values.GetValueOrDefault("scope"))
            : null;
    }

    /// <summary>The request's address.</summary>
    public Uri ToAddress(string defaultScope)
    {
        var query = $"scope={Uri.EscapeDataString(Scope ?? defaultScope)}" + (Service is null ? "" : $"&service={Uri.EscapeDataString(Service)}");
        return new UriBuilder(Realm) { Query = Realm.Query.Length > 1 ? $"{Realm.Query[1..]}&{query}" : query }.Uri;
    }

    [GeneratedRegex("(?<name>[a-z]+)=\"(?<value>[^\"]*)\"", RegexOptions.IgnoreCase | RegexOptions.ExplicitCapture)]
    private static partial Regex Parameter();
}
