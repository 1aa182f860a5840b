using Amazon.Runtime;

namespace Slipway.Ecs.Tests.Storage;

/// <summary>
/// DynamoDB's transactions are serializable; those of moto 5.2.1 are not. Its server answers each request on a thread of its own, and transact_write_items
/// (moto/dynamodb/models/__init__.py) copies the table, checks and writes without a lock, and puts the copy back when a condition failed: a transaction that is
/// refused takes the writes of others back, too. One request at a time restores what DynamoDB promises, and leaves the order of the clients' steps to chance,
/// as it is in earnest.
/// </summary>
/// <param name="beforeWrite">Runs before each transaction is sent, to do what another process may do at that moment; null: nothing.</param>
internal sealed class OneRequestAtATime(Func<Task>? beforeWrite = null) : HttpClientFactory
{
    private static readonly SemaphoreSlim OneAtATime = new(1);

    public override HttpClient CreateHttpClient(IClientConfig clientConfig) => new(new Gate(OneAtATime, beforeWrite), disposeHandler: true);

    public override bool UseSDKHttpClientCaching(IClientConfig clientConfig) => false;

    private sealed class Gate(SemaphoreSlim gate, Func<Task>? beforeWrite) : DelegatingHandler(new HttpClientHandler())
    {
        protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
        {
            if (beforeWrite is not null && request.Headers.TryGetValues("X-Amz-Target", out var target) && target.Single().EndsWith("TransactWriteItems", StringComparison.Ordinal))
                await beforeWrite();
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
