using System.Collections.Concurrent;
using System.Globalization;
using System.Net;
using System.Net.Sockets;
using System.Text;

namespace Slipway.Aws.Tests.Wire;

/// <summary>
/// A raw loopback HTTP/1.1 server that reads each request whole, records it, and then does what the test says. Raw, because what is
/// tested is how often a request is sent when the connection breaks.
/// </summary>
public sealed class FakeAws : IAsyncDisposable
{
    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);
    private readonly CancellationTokenSource _stop = new();
    private readonly ConcurrentQueue<WireRequest> _requests = new();
    private readonly ConcurrentBag<Task> _connections = [];
    private readonly SemaphoreSlim _arrived = new(0);
    private readonly SemaphoreSlim _closed = new(0);
    private readonly Func<WireRequest, int, Reply> _reply;
    private readonly Task _accepting;
    private int _count;

    /// <summary>Starts it.</summary>
    /// <param name="reply">Given the request and its number, from 1.</param>
    public FakeAws(Func<WireRequest, int, Reply> reply)
    {
        _reply = reply;
        _listener.Start();
        _accepting = AcceptAsync();
    }

    public FakeAws(params Reply[] replies)
        : this((_, number) => replies[Math.Min(number, replies.Length) - 1])
    {
    }

    public Uri Endpoint => new($"http://127.0.0.1:{((IPEndPoint)_listener.LocalEndpoint).Port}");

    public IReadOnlyList<WireRequest> Requests => [.. _requests];

    /// <summary>Options for a client of this server.</summary>
    public AwsClientOptions Options => new()
    {
        Region = "eu-central-1",
        EndpointUrl = Endpoint,
        Credentials = new Amazon.Runtime.BasicAWSCredentials("AKIDEXAMPLE", "secret"),
    };

    /// <summary>Completes when one more request has come in.</summary>
    public async Task ArrivalAsync(CancellationToken cancellationToken) =>
        Assert.True(await _arrived.WaitAsync(TimeSpan.FromSeconds(30), cancellationToken), $"No request came in within 30 s; {Requests.Count} before.");

    /// <summary>Completes when one more connection has been closed by this side.</summary>
    public async Task ClosedAsync(CancellationToken cancellationToken) =>
        Assert.True(await _closed.WaitAsync(TimeSpan.FromSeconds(30), cancellationToken), "No connection was closed within 30 s.");

    public async ValueTask DisposeAsync()
    {
        await _stop.CancelAsync();
        await _accepting;
        _listener.Stop();
        await Task.WhenAll(_connections);
        _listener.Dispose();
        _stop.Dispose();
        _arrived.Dispose();
        _closed.Dispose();
    }

    private async Task AcceptAsync()
    {
        try
        {
            while (true)
            {
                var client = await _listener.AcceptTcpClientAsync(_stop.Token);
                _connections.Add(ServeAsync(client));
            }
        }
        catch (OperationCanceledException)
        {
            // Stopped.
        }
    }

    private async Task ServeAsync(TcpClient client)
    {
        await AnswerAsync(client);
        _closed.Release();
    }

    private async Task AnswerAsync(TcpClient client)
    {
        using (client)
        {
            try
            {
                using var input = new BufferedStream(client.GetStream());
                while (await ReadAsync(input) is { } request)
                {
                    _requests.Enqueue(request);
                    _arrived.Release();
                    switch (_reply(request, Interlocked.Increment(ref _count)))
                    {
                        case Reply.Answer answer:
                            await client.GetStream().WriteAsync(Format(answer), _stop.Token);
                            if (answer.CutShort || answer.ThenClose)
                                return;
                            break;
                        case Reply.Reset:
                            client.LingerState = new LingerOption(enable: true, seconds: 0);
                            return;
                        case Reply.Silence:
                            await Task.Delay(Timeout.InfiniteTimeSpan, TimeProvider.System, _stop.Token);
                            return;
                        default:
                            return;
                    }
                }
            }
            catch (Exception exception) when (exception is OperationCanceledException or IOException or SocketException)
            {
                // The client went, or the test is over.
            }
        }
    }

    private async Task<WireRequest?> ReadAsync(Stream input)
    {
        var head = new StringBuilder();
        var one = new byte[1];
        while (!head.ToString().EndsWith("\r\n\r\n", StringComparison.Ordinal))
        {
            if (await input.ReadAsync(one, _stop.Token) == 0)
                return null;
            head.Append((char)one[0]);
        }

        var lines = head.ToString().Split("\r\n", StringSplitOptions.RemoveEmptyEntries);
        var headers = lines.Skip(1)
            .Select(line => line.Split(": ", 2))
            .ToDictionary(parts => parts[0], parts => parts[1], StringComparer.OrdinalIgnoreCase);
        var body = new byte[headers.TryGetValue("Content-Length", out var length) ? int.Parse(length, CultureInfo.InvariantCulture) : 0];
        await input.ReadExactlyAsync(body, _stop.Token);
        return new WireRequest(lines[0], headers, body);
    }

    private static byte[] Format(Reply.Answer answer)
    {
        var body = Encoding.UTF8.GetBytes(answer.Body);
        var head = new StringBuilder($"HTTP/1.1 {answer.Status} Status\r\nx-amzn-RequestId: request-1\r\n");
        if (!answer.Headers.Any(header => header.Name == "Content-Type"))
            head.Append("Content-Type: application/x-amz-json-1.1\r\n");
        foreach (var (name, value) in answer.Headers)
            head.Append($"{name}: {value}\r\n");

        if (answer.ChunkSize is not { } size)
        {
            head.Append($"Content-Length: {body.Length + (answer.CutShort ? 100 : 0)}\r\n\r\n");
            return [.. Encoding.ASCII.GetBytes(head.ToString()), .. body];
        }

        head.Append("Transfer-Encoding: chunked\r\n\r\n");
        var bytes = new List<byte>(Encoding.ASCII.GetBytes(head.ToString()));
        foreach (var chunk in body.Chunk(size))
        {
            bytes.AddRange(Encoding.ASCII.GetBytes($"{chunk.Length:x}\r\n"));
            bytes.AddRange(chunk);
            bytes.AddRange("\r\n"u8);
        }

        bytes.AddRange("0\r\n\r\n"u8);
        return [.. bytes];
    }
}
