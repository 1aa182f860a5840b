using System.Net;
using System.Net.Sockets;
using System.Text;
using Amazon.DynamoDBv2;
using Amazon.Runtime;
using Slipway.Aws;
using Slipway.Core.Errors;
using Slipway.Ecs.Storage;

namespace Slipway.Ecs.Tests.Storage;

/// <summary>What DynamoDB refuses or cannot do is told under a code of its own, with the operation, the table and DynamoDB's words.</summary>
public sealed class DynamoFailureTests
{
    [Theory]
    [InlineData(400, "AccessDeniedException", "storage.access-denied")]
    [InlineData(400, "UnrecognizedClientException", "storage.access-denied")]
    [InlineData(400, "ThrottlingException", "storage.throttled")]
    [InlineData(400, "ProvisionedThroughputExceededException", "storage.throttled")]
    [InlineData(400, "ValidationException", "storage.refused")]
    [InlineData(500, "InternalServerError", "storage.failed")]
    public async Task An_answer_that_is_an_error_is_told_as_what_it_is(int status, string code, string expected)
    {
        await using var dynamo = new Answering(status, $$"""{"__type": "com.amazon.coral.service#{{code}}", "message": "because"}""");
        var error = await FailureAsync(dynamo.Url);
        Assert.Equal(expected, error.Code);
        Assert.StartsWith($"dynamodb:GetItem (slipway-ledger) failed: {code}: because.", error.Message, StringComparison.Ordinal);
        Assert.Equal(code is "UnrecognizedClientException", error.InnerException is AwsCredentialsException);
    }

    [Fact]
    public async Task Nobody_who_answers_is_told_as_unreachable()
    {
        using var closed = new TcpListener(IPAddress.Loopback, 0);
        closed.Start();
        var port = ((IPEndPoint)closed.LocalEndpoint).Port;
        closed.Stop();
        Assert.Equal("storage.unreachable", (await FailureAsync($"http://127.0.0.1:{port}")).Code);
    }

    [Fact]
    public async Task A_caller_that_gives_up_gets_its_own_cancellation()
    {
        using var cancelled = new CancellationTokenSource();
        await cancelled.CancelAsync();
        await using var dynamo = new Answering(500, "{}");
        using var client = Client(dynamo.Url);
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => new DynamoTable(client, "slipway-ledger", TimeProvider.System).GetAsync("a", "b", cancelled.Token));
    }

    private static async Task<SlipwayException> FailureAsync(string url)
    {
        using var client = Client(url);
        return await Assert.ThrowsAsync<SlipwayException>(
            () => new DynamoTable(client, "slipway-ledger", TimeProvider.System).GetAsync("a", "b", TestContext.Current.CancellationToken));
    }

    private static AmazonDynamoDBClient Client(string url) => new(
        new BasicAWSCredentials("key", "secret"), new AmazonDynamoDBConfig { ServiceURL = url, AuthenticationRegion = "eu-central-1", MaxErrorRetry = 0 });

    private sealed class Answering : IAsyncDisposable
    {
        private readonly HttpListener _listener = new();
        private readonly Task _serving;

        public Answering(int status, string body)
        {
            using (var free = new TcpListener(IPAddress.Loopback, 0))
            {
                free.Start();
                Url = $"http://127.0.0.1:{((IPEndPoint)free.LocalEndpoint).Port}/";
            }

            _listener.Prefixes.Add(Url);
            _listener.Start();
            _serving = ServeAsync(status, Encoding.UTF8.GetBytes(body));
        }

        public string Url { get; }

        public async ValueTask DisposeAsync()
        {
            _listener.Close();
            await _serving;
        }

        private async Task ServeAsync(int status, byte[] body)
        {
            while (true)
            {
                HttpListenerContext context;
                try
                {
                    context = await _listener.GetContextAsync();
                }
                catch (Exception exception) when (exception is HttpListenerException or ObjectDisposedException)
                {
                    return;
                }

                context.Response.StatusCode = status;
                context.Response.ContentType = "application/x-amz-json-1.0";
                await context.Response.OutputStream.WriteAsync(body);
                context.Response.Close();
            }
        }
    }
}
