using Amazon.Runtime;

namespace Slipway.Ecs.Tests.Ledger;

/// <summary>
/// DynamoDB's transactions are serializable; moto's are not isolated from each other (it copies the tables, without a lock). One request at a time
/// restores that, and leaves the order of the clients' steps to chance, as it is in earnest.
/// </summary>
internal sealed class OneRequestAtATime : HttpClientFactory
{
    private static readonly SemaphoreSlim OneAtATime = new(1);

    public override HttpClient CreateHttpClient(IClientConfig clientConfig) => new(new Gate(OneAtATime), disposeHandler: true);

    public override bool UseSDKHttpClientCaching(IClientConfig clientConfig) => false;

    private sealed class Gate(SemaphoreSlim gate) : DelegatingHandler(new HttpClientHandler())
    {
        protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
        {
            await gate.WaitAsync(cancellationToken);
            try
            {
                return await base.SendAsync(request, cancellationToken);
            }
            finally
            {
                gate.Release();
            }
        }
    }
}
