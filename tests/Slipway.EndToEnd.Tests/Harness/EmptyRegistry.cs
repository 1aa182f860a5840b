using System.Collections.Concurrent;
using System.Net;

namespace Slipway.EndToEnd.Tests.Harness;

/// <summary>A registry on loopback that has no image, and remembers what it was asked.</summary>
public sealed class EmptyRegistry : IAsyncDisposable
{
    private readonly HttpListener _listener = new();
    private readonly ConcurrentQueue<string> _asked = new();
    private readonly Task _serving;

    public EmptyRegistry()
    {
        Url = $"http://127.0.0.1:{Ports.Free()}";
        _listener.Prefixes.Add(Url + "/");
        _listener.Start();
        _serving = ServeAsync();
    }

    public string Url { get; }

    public IEnumerable<string> Asked => _asked;

    public async ValueTask DisposeAsync()
    {
        _listener.Close();
        await _serving;
    }

    private async Task ServeAsync()
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

            _asked.Enqueue(context.Request.Url!.AbsolutePath);
            context.Response.StatusCode = (int)HttpStatusCode.NotFound;
            context.Response.Close();
        }
    }
}
