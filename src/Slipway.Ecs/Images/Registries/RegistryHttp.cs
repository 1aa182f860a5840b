using System.Net;
using System.Net.Http.Headers;

namespace Slipway.Ecs.Images.Registries;

/// <summary>
/// Requests to registries, which are other people's servers: answers are limited in size and time, redirects are followed by hand and never
/// carry credentials to another host, and plain HTTP is for this machine only.
/// </summary>
internal sealed class RegistryHttp : IDisposable
{
    /// <summary>The largest answer. The OCI Distribution Specification asks registries to take manifests of 4 MiB.</summary>
    public const int MaxBytes = 4 * 1024 * 1024;

    private const int MaxRedirects = 3;
    private const int MaxTries = 3;

    private static readonly TimeSpan RequestTimeout = TimeSpan.FromSeconds(30);
    private static readonly TimeSpan FirstDelay = TimeSpan.FromMilliseconds(500);

    private readonly HttpMessageInvoker _http;
    private readonly TimeProvider _time;

    public RegistryHttp(TimeProvider time)
    {
        _time = time;
        _http = new HttpMessageInvoker(new SocketsHttpHandler
        {
            AllowAutoRedirect = false,
            UseCookies = false,
            AutomaticDecompression = DecompressionMethods.None,
            ConnectTimeout = TimeSpan.FromSeconds(10),
            PooledConnectionLifetime = TimeSpan.FromMinutes(5),
            MaxResponseHeadersLength = 64,
        });
    }

    /// <summary>Whether this machine itself is meant, the one place where plain HTTP is fine.</summary>
    public static bool IsLoopback(string host) => host == "localhost" || (IPAddress.TryParse(host.Trim('[', ']'), out var address) && IPAddress.IsLoopback(address));

    /// <summary>Gets an address. A failure that may pass (no connection, 429, 5xx) is tried again twice.</summary>
    /// <param name="address">The address.</param>
    /// <param name="local">
    /// Whether the registry is on this machine: only then may this, or where it leads, be plain HTTP on this machine.
    /// </param>
    /// <param name="authorization">The credentials, for this host alone.</param>
    /// <param name="accept">The media types that the caller reads.</param>
    /// <param name="cancellationToken">Ends the request.</param>
    /// <exception cref="ImageException"><c>image.registry-unreachable</c> or <c>image.bad-answer</c>.</exception>
    public async Task<RegistryAnswer> GetAsync(
        Uri address, bool local, AuthenticationHeaderValue? authorization, string[] accept, CancellationToken cancellationToken)
    {
        for (var attempt = 1; ; attempt++)
        {
            try
            {
                var answer = await FollowAsync(address, local, authorization, accept, cancellationToken);
                if (attempt == MaxTries || !(answer.Status == HttpStatusCode.TooManyRequests || (int)answer.Status >= 500))
                    return answer;
            }
            catch (Exception exception) when (exception is HttpRequestException or IOException or TimeoutException)
            {
                if (attempt == MaxTries)
                    throw new ImageException(
                        "image.registry-unreachable",
                        $"The registry {address.Authority} does not answer: {exception.Message}", exception);
            }

            await Task.Delay(FirstDelay * attempt * attempt, _time, cancellationToken);
        }
    }

    public void Dispose() => _http.Dispose();

    private async Task<RegistryAnswer> FollowAsync(
        Uri address, bool local, AuthenticationHeaderValue? authorization, string[] accept, CancellationToken cancellationToken)
    {
        using var timeout = new CancellationTokenSource(RequestTimeout, _time);
        using var both = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, timeout.Token);
        try
        {
            for (var redirects = 0; ; redirects++)
            {
                CheckScheme(address, local);
                using var request = new HttpRequestMessage(HttpMethod.Get, address);
                request.Headers.Authorization = authorization;
                request.Headers.UserAgent.Add(new ProductInfoHeaderValue("slipway", null));
                foreach (var type in accept)
                    request.Headers.Accept.Add(new MediaTypeWithQualityHeaderValue(type));
                using var response = await _http.SendAsync(request, both.Token);
                if ((int)response.StatusCode is not (301 or 302 or 303 or 307 or 308) || response.Headers.Location is not { } location)
                    return await ReadAsync(address, response, both.Token);
                if (redirects == MaxRedirects)
                    throw new ImageException("image.bad-answer", $"The registry {address.Authority} redirects in circles.");

                var target = new Uri(address, location);
                if (target.Authority != address.Authority)
                    authorization = null;
                address = target;
            }
        }
        catch (OperationCanceledException exception) when (timeout.IsCancellationRequested && !cancellationToken.IsCancellationRequested)
        {
            throw new TimeoutException($"no answer within {RequestTimeout.TotalSeconds:0} seconds.", exception);
        }
    }

    private static void CheckScheme(Uri address, bool local)
    {
        if (address.Scheme != Uri.UriSchemeHttps && !(address.Scheme == Uri.UriSchemeHttp && local && IsLoopback(address.Host)))
            throw new ImageException(
                "image.bad-answer",
                $"{address.GetLeftPart(UriPartial.Path)} is refused: a registry on another machine must use https.");
    }

    private static async Task<RegistryAnswer> ReadAsync(Uri address, HttpResponseMessage response, CancellationToken cancellationToken)
    {
        using var stream = await response.Content.ReadAsStreamAsync(cancellationToken);
        using var body = new MemoryStream();
        var buffer = new byte[16 * 1024];
        int read;
        while ((read = await stream.ReadAsync(buffer, cancellationToken)) > 0)
        {
            if (body.Length + read > MaxBytes)
                throw new ImageException(
                    "image.bad-answer",
                    $"The registry {address.Authority} sends more than {MaxBytes / 1024 / 1024} MiB for {address.AbsolutePath}.");
            await body.WriteAsync(buffer.AsMemory(0, read), cancellationToken);
        }

        return new RegistryAnswer(response.StatusCode, address, body.ToArray(), response.Content.Headers.ContentType?.MediaType)
        {
            Link = response.Headers.TryGetValues("Link", out var links) ? links.FirstOrDefault() : null,
            Challenge = BearerChallenge.From(response.Headers.WwwAuthenticate),
            WantsBasic = response.Headers.WwwAuthenticate.Any(header => string.Equals(header.Scheme, "Basic", StringComparison.OrdinalIgnoreCase)),
        };
    }
}
