using Amazon.Runtime;

namespace Slipway.Ecs.Tests.Storage;

/// <summary>
/// DynamoDB's transactions are serializable; those of moto 5.2.1 are not. Its server answers each request on a thread of its own, and transact_write_items
/// (moto/dynamodb/models/__init__.py) copies the table, checks and writes without a lock, and puts the copy back when a condition failed: a transaction that is
/// refused takes the writes of others back, too. One request at a time restores what DynamoDB promises, and leaves the order of the clients' steps to chance,
/// as it is in earnest.
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
