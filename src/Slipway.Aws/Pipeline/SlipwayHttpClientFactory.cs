using System.Net;
using Amazon.Runtime;

namespace Slipway.Aws;

/// <summary>
/// Makes the HTTP client of one service client. The SDK's own would re-send requests on reset connections by itself, outside of every
/// retry policy; this one sends what it is given once.
/// </summary>
internal sealed class SlipwayHttpClientFactory(AwsClientOptions options) : HttpClientFactory
{
    // Shorter than the minute and more after which AWS's front ends close idle connections.
    private static readonly TimeSpan IdleTimeout = TimeSpan.FromSeconds(20);

    public override HttpClient CreateHttpClient(IClientConfig clientConfig)
    {
        var sockets = new SocketsHttpHandler
        {
            AllowAutoRedirect = false,
            AutomaticDecompression = DecompressionMethods.None,
            UseCookies = false,
            ConnectTimeout = options.ConnectTimeout,
            PooledConnectionLifetime = options.PooledConnectionLifetime,
            PooledConnectionIdleTimeout = IdleTimeout,
        };
        if (options.Proxy is not null)
            sockets.Proxy = ProxyOf(options.Proxy);

        return new HttpClient(new BufferingHandler(sockets)) { Timeout = options.Timeout };
    }

    private static WebProxy ProxyOf(Uri address)
    {
        var proxy = new WebProxy(new UriBuilder(address) { UserName = "", Password = "" }.Uri);
        if (address.UserInfo.Length > 0)
        {
            var parts = address.UserInfo.Split(':', 2);
            proxy.Credentials = new NetworkCredential(Uri.UnescapeDataString(parts[0]), parts.Length > 1 ? Uri.UnescapeDataString(parts[1]) : "");
        }

        return proxy;
    }
}
