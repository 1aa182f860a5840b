using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Microsoft.AspNetCore.Http;

namespace Slipway.LocalEcs.Protocol;

/// <summary>Checks that a request was signed with the one key of this LocalEcs (AWS Signature Version 4).</summary>
/// <remarks>documented: https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_sigv-create-signed-request.html</remarks>
internal sealed class SigV4Verifier(string accessKeyId, string secretAccessKey, TimeProvider signingClock)
{
    private const string Algorithm = "AWS4-HMAC-SHA256";
    private static readonly TimeSpan AllowedSkew = TimeSpan.FromMinutes(5);

    private readonly byte[] _secret = Encoding.UTF8.GetBytes("AWS4" + secretAccessKey);

    /// <summary>Checks a request.</summary>
    /// <returns>The service of the credential scope, such as <c>ecs</c>.</returns>
    /// <exception cref="AwsServiceException">Not signed, badly signed, or signed with another key.</exception>
    public string Verify(HttpRequest request, ReadOnlySpan<byte> body)
    {
        string authorization = request.Headers.Authorization.ToString();
        if (authorization.Length == 0)
        {
            // observed: JSON services of AWS answer an unsigned request so.
            throw new AwsServiceException("MissingAuthenticationTokenException", "Missing Authentication Token");
        }

        if (!authorization.StartsWith(Algorithm + " ", StringComparison.Ordinal))
        {
            throw Incomplete($"Unsupported signing algorithm; '{Algorithm}' is needed.");
        }

        var parts = authorization[Algorithm.Length..]
            .Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries)
            .Select(part => part.Split('=', 2))
            .Where(part => part.Length == 2)
            .ToLookup(part => part[0], part => part[1], StringComparer.Ordinal);
        var credential = Part(parts, "Credential").Split('/');
        var signedHeaders = Part(parts, "SignedHeaders").Split(';');
        var signature = Part(parts, "Signature");
        if (credential is not [var key, var date, var region, var service, "aws4_request"])
        {
            throw Incomplete("Credential must have exactly 5 slash-delimited elements, e.g. keyid/date/region/service/term.");
        }

        var time = request.Headers["X-Amz-Date"].ToString();
        if (!DateTimeOffset.TryParseExact(
            time, "yyyyMMdd'T'HHmmss'Z'", CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal, out var signedAt))
        {
            throw Incomplete("Authorization header requires existence of a valid 'X-Amz-Date' header.");
        }

        if (!signedHeaders.Contains("host", StringComparer.Ordinal))
        {
            throw new AwsServiceException("InvalidSignatureException", "'Host' must be a 'SignedHeader' in the AWS Authorization.");
        }

        if (!string.Equals(key, accessKeyId, StringComparison.Ordinal))
        {
            throw new AwsServiceException("UnrecognizedClientException", "The security token included in the request is invalid.");
        }

        CheckTime(signedAt, date, time);
        var payloadHash = PayloadHash(request, body);
        var canonical = Canonical(request, signedHeaders, payloadHash);
        var scope = $"{date}/{region}/{service}/aws4_request";
        var toSign = $"{Algorithm}\n{time}\n{scope}\n{Hex(SHA256.HashData(Encoding.UTF8.GetBytes(canonical)))}";
        var expected = Hex(HMACSHA256.HashData(SigningKey(date, region, service), Encoding.UTF8.GetBytes(toSign)));
        if (!CryptographicOperations.FixedTimeEquals(Encoding.ASCII.GetBytes(expected), Encoding.UTF8.GetBytes(signature)))
        {
            throw new AwsServiceException(
                "InvalidSignatureException",
                "The request signature we calculated does not match the signature you provided. Check your AWS Secret Access Key and signing method. "
                + "Consult the service documentation for details.");
        }

        return service;
    }

    private static string Part(ILookup<string, string> parts, string name) =>
        parts[name].FirstOrDefault() is { Length: > 0 } value ? value : throw Incomplete($"Authorization header requires '{name}' parameter.");

    private static AwsServiceException Incomplete(string message) => new("IncompleteSignatureException", message);

    private static string PayloadHash(HttpRequest request, ReadOnlySpan<byte> body)
    {
        var computed = Hex(SHA256.HashData(body));
        var declared = request.Headers["X-Amz-Content-SHA256"].ToString();
        if (declared.Length > 0 && !string.Equals(declared, computed, StringComparison.OrdinalIgnoreCase))
        {
            throw new AwsServiceException("InvalidSignatureException", "The value of 'X-Amz-Content-SHA256' does not match the body of the request.");
        }

        return computed;
    }

    private static string Canonical(HttpRequest request, string[] signedHeaders, string payloadHash)
    {
        var text = new StringBuilder();
        text.Append(request.Method).Append('\n');
        text.Append(string.Join('/', (request.Path.Value is { Length: > 0 } path ? path : "/").Split('/').Select(Uri.EscapeDataString))).Append('\n');
        text.AppendJoin('&', request.Query
            .SelectMany(pair => pair.Value.Select(value => $"{Uri.EscapeDataString(pair.Key)}={Uri.EscapeDataString(value ?? "")}"))
            .Order(StringComparer.Ordinal)).Append('\n');
        foreach (var name in signedHeaders)
        {
            var values = request.Headers[name].Select(value => Collapse(value ?? ""));
            text.Append(name).Append(':').AppendJoin(',', values).Append('\n');
        }

        return text.Append('\n').AppendJoin(';', signedHeaders).Append('\n').Append(payloadHash).ToString();
    }

    private static string Collapse(string value) => string.Join(' ', value.Split(' ', StringSplitOptions.RemoveEmptyEntries));

    private static string Hex(ReadOnlySpan<byte> bytes) => Convert.ToHexStringLower(bytes);

    private void CheckTime(DateTimeOffset signedAt, string date, string time)
    {
        var now = signingClock.GetUtcNow();
        if (!time.StartsWith(date, StringComparison.Ordinal))
        {
            throw new AwsServiceException("InvalidSignatureException", "Date in Credential scope does not match YYYYMMDD from ISO-8601 version of date from HTTP");
        }

        // documented: AWS refuses signatures more than five minutes off.
        if (now - signedAt > AllowedSkew)
        {
            throw new AwsServiceException(
                "InvalidSignatureException", $"Signature expired: {time} is now earlier than {Stamp(now - AllowedSkew)} ({Stamp(now)} - 5 min.)");
        }

        if (signedAt - now > AllowedSkew)
        {
            throw new AwsServiceException(
                "InvalidSignatureException", $"Signature not yet current: {time} is still later than {Stamp(now + AllowedSkew)} ({Stamp(now)} + 5 min.)");
        }
    }

    private static string Stamp(DateTimeOffset at) => at.ToString("yyyyMMdd'T'HHmmss'Z'", CultureInfo.InvariantCulture);

    private byte[] SigningKey(string date, string region, string service)
    {
        var key = HMACSHA256.HashData(_secret, Encoding.UTF8.GetBytes(date));
        key = HMACSHA256.HashData(key, Encoding.UTF8.GetBytes(region));
        key = HMACSHA256.HashData(key, Encoding.UTF8.GetBytes(service));
        return HMACSHA256.HashData(key, "aws4_request"u8);
    }
}
