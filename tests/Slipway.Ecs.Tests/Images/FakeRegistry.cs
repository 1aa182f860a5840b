using System.Collections.Concurrent;
using System.Net;
using System.Net.Sockets;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;

namespace Slipway.Ecs.Tests.Images;

/// <summary>A registry on a loopback port: tags, digests, paging, tokens, and the ways in which registries misbehave.</summary>
internal sealed class FakeRegistry : IAsyncDisposable
{
    public const string Index = "application/vnd.oci.image.index.v1+json";
    public const string Manifest = "application/vnd.oci.image.manifest.v1+json";

    private readonly HttpListener _listener = new();
    private readonly Task _serving;
    private readonly ConcurrentDictionary<string, (byte[] Body, string Type)> _content = new();
    private readonly SortedDictionary<string, SortedSet<string>> _tags = new(StringComparer.Ordinal);

    public FakeRegistry()
    {
        // The listener cannot choose a port by itself.
        for (var tries = 0; !_listener.IsListening; tries++)
        {
            Host = $"127.0.0.1:{FreePort()}";
            _listener.Prefixes.Clear();
            _listener.Prefixes.Add($"http://{Host}/");
            try
            {
                _listener.Start();
            }
            catch (HttpListenerException) when (tries < 10)
            {
            }
        }

        _serving = ServeAsync();
    }

    public string Host { get; private set; } = "";

    /// <summary>Every request so far: path, with the scheme of its credentials behind it.</summary>
    public ConcurrentQueue<string> Requests { get; } = [];

    /// <summary>The user and password that the token endpoint asks for; null gives tokens to anybody.</summary>
    public string? Login { get; set; }

    /// <summary>Whether registry requests need a token.</summary>
    public bool WantsToken { get; set; }

    /// <summary>Whether registry requests need <see cref="Login"/> directly.</summary>
    public bool WantsBasic { get; set; }

    public int PageSize { get; set; } = 1000;

    /// <summary>Answers a request in another way; false leaves it to the registry.</summary>
    public Func<HttpListenerContext, bool> Misbehave { get; set; } = _ => false;

    public string Push(string repository, string tag, string? marker = null, params string[] platforms)
    {
        var body = JsonSerializer.SerializeToUtf8Bytes(platforms.Length == 0
            ? (object)new { schemaVersion = 2, mediaType = Manifest, config = new { marker } }
            : new
            {
                schemaVersion = 2,
                mediaType = Index,
                manifests = platforms.Select(platform => new
                {
                    mediaType = Manifest,
                    digest = DigestOf(Encoding.UTF8.GetBytes(platform + marker)),
                    platform = new { os = platform.Split('/')[0], architecture = platform.Split('/')[1] },
                }),
            });
        return Push(repository, tag, body, platforms.Length == 0 ? Manifest : Index);
    }

    public string Push(string repository, string tag, byte[] body, string mediaType)
    {
        var digest = DigestOf(body);
        _content[$"/v2/{repository}/manifests/{tag}"] = (body, mediaType);
        _content[$"/v2/{repository}/manifests/{digest}"] = (body, mediaType);
        lock (_tags)
            (_tags.TryGetValue(repository, out var tags) ? tags : _tags[repository] = []).Add(tag);
        return digest;
    }

    public static string DigestOf(byte[] body) => "sha256:" + Convert.ToHexStringLower(SHA256.HashData(body));

    public static void Answer(HttpListenerContext context, int status, byte[] body, string type = "application/json")
    {
        context.Response.StatusCode = status;
        context.Response.ContentType = type;
        context.Response.Close(body, willBlock: false);
    }

    public async ValueTask DisposeAsync()
    {
        _listener.Close();
        await _serving;
    }

    private static int FreePort()
    {
        using var socket = new TcpListener(IPAddress.Loopback, 0);
        socket.Start();
        return ((IPEndPoint)socket.LocalEndpoint).Port;
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

            Requests.Enqueue($"{context.Request.Url!.AbsolutePath} {context.Request.Headers["Authorization"]?.Split(' ')[0]}".TrimEnd());
            try
            {
                if (!Misbehave(context))
                    Serve(context);
            }
            catch (Exception exception) when (exception is HttpListenerException or ObjectDisposedException or IOException)
            {
                // The client went away, which some tests want.
            }
        }
    }

    private void Serve(HttpListenerContext context)
    {
        var path = context.Request.Url!.AbsolutePath;
        var authorization = context.Request.Headers["Authorization"];
        var basic = Login is null ? null : "Basic " + Convert.ToBase64String(Encoding.UTF8.GetBytes(Login));
        if (path == "/token")
        {
            var scope = context.Request.QueryString["scope"];
            if (basic is not null && authorization != basic)
                Answer(context, 401, []);
            else
                Answer(context, 200, JsonSerializer.SerializeToUtf8Bytes(new { token = "for " + scope }));
        }
        else if (WantsToken && authorization != $"Bearer for repository:{RepositoryOf(path)}:pull")
        {
            context.Response.Headers.Add("WWW-Authenticate", $"Bearer realm=\"http://{Host}/token\",service=\"fake\",scope=\"repository:{RepositoryOf(path)}:pull\"");
            Answer(context, 401, []);
        }
        else if (WantsBasic && authorization != basic)
        {
            context.Response.Headers.Add("WWW-Authenticate", "Basic realm=\"fake\"");
            Answer(context, 401, []);
        }
        else if (path.EndsWith("/tags/list", StringComparison.Ordinal))
        {
            List(context, RepositoryOf(path));
        }
        else if (_content.TryGetValue(Uri.UnescapeDataString(path), out var content))
        {
            Answer(context, 200, content.Body, content.Type);
        }
        else
        {
            Answer(context, 404, """{"errors":[{"code":"MANIFEST_UNKNOWN"}]}"""u8.ToArray());
        }
    }

    private void List(HttpListenerContext context, string repository)
    {
        string[] all;
        lock (_tags)
            all = _tags.TryGetValue(repository, out var tags) ? [.. tags] : [];
        if (all.Length == 0)
        {
            Answer(context, 404, []);
            return;
        }

        var last = context.Request.QueryString["last"];
        var page = all.Where(tag => last is null || string.CompareOrdinal(tag, last) > 0).Take(PageSize).ToArray();
        if (page.Length > 0 && page[^1] != all[^1])
            context.Response.Headers.Add("Link", $"</v2/{repository}/tags/list?n={PageSize}&last={page[^1]}>; rel=\"next\"");
        Answer(context, 200, JsonSerializer.SerializeToUtf8Bytes(new { name = repository, tags = page }));
    }

    private static string RepositoryOf(string path) => path["/v2/".Length..path.LastIndexOf('/', path.LastIndexOf('/') - 1)];
}
