using System.Globalization;
using System.Net.Http.Headers;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Nodes;

namespace Slipway.LocalEcs.Tests.Hosting;

/// <summary>Sends requests as they are, signed: for what a well-behaved SDK would never send. Written from AWS's description of Signature Version 4.</summary>
internal sealed class SignedClient(LocalEcsServer server) : IDisposable
{
    private const string EcsTarget = "AmazonEC2ContainerServiceV20141113";

    private readonly HttpClient _http = new(new SocketsHttpHandler { PooledConnectionLifetime = TimeSpan.FromMinutes(1) }) { BaseAddress = server.Endpoint };

    /// <summary>Calls an operation of ECS.</summary>
    public Task<JsonObject> EcsAsync(string operation, string json) => CallAsync("ecs", EcsTarget, operation, json);

    /// <summary>Calls an operation of ECS with an object that is written as JSON.</summary>
    public Task<JsonObject> EcsAsync(string operation, JsonObject json) => EcsAsync(operation, json.ToJsonString());

    /// <summary>Calls an operation of ECS that must be refused.</summary>
    public async Task<AwsCallException> RefusedAsync(string operation, string json) =>
        await Assert.ThrowsAsync<AwsCallException>(() => EcsAsync(operation, json));

    /// <summary>Calls an operation of a service in the JSON protocol.</summary>
    public async Task<JsonObject> CallAsync(string service, string target, string operation, string json)
    {
        using var response = await SendAsync(service, HttpMethod.Post, "/", json, request => request.Headers.Add("X-Amz-Target", $"{target}.{operation}"));
        return await ReadAsync(operation, response);
    }

    /// <summary>Calls the admin endpoint.</summary>
    public async Task<JsonObject> AdminAsync(HttpMethod method, string path, string json = "")
    {
        using var response = await SendAsync("ecs", method, path, json, _ => { });
        return await ReadAsync(path, response);
    }

    /// <summary>Sends a signed request. <paramref name="tamper"/> sees it after it was signed.</summary>
    public async Task<HttpResponseMessage> SendAsync(
        string service,
        HttpMethod method,
        string path,
        string body,
        Action<HttpRequestMessage> prepare,
        Action<HttpRequestMessage>? tamper = null,
        DateTimeOffset? at = null)
    {
        var bytes = Encoding.UTF8.GetBytes(body);
        using var request = new HttpRequestMessage(method, path) { Content = new ByteArrayContent(bytes) };
        request.Content.Headers.ContentType = new MediaTypeHeaderValue("application/x-amz-json-1.1");
        prepare(request);
        Sign(request, service, path, bytes, at ?? TimeProvider.System.GetUtcNow());
        tamper?.Invoke(request);
        return await _http.SendAsync(request, TestContext.Current.CancellationToken);
    }

    public void Dispose() => _http.Dispose();

    private static async Task<JsonObject> ReadAsync(string operation, HttpResponseMessage response)
    {
        var text = await response.Content.ReadAsStringAsync(TestContext.Current.CancellationToken);
        var document = JsonNode.Parse(text)!.AsObject();
        return response.IsSuccessStatusCode ? document : throw new AwsCallException(operation, response.StatusCode, document);
    }

    private void Sign(HttpRequestMessage request, string service, string path, byte[] body, DateTimeOffset at)
    {
        var stamp = at.UtcDateTime.ToString("yyyyMMdd'T'HHmmss'Z'", CultureInfo.InvariantCulture);
        var date = stamp[..8];
        request.Headers.Host = server.Endpoint.Authority;
        request.Headers.Add("X-Amz-Date", stamp);
        var target = request.Headers.TryGetValues("X-Amz-Target", out var values) ? $"x-amz-target:{values.Single()}\n" : "";
        var names = "content-type;host;x-amz-date" + (target.Length > 0 ? ";x-amz-target" : "");
        var canonical = $"{request.Method}\n{path}\n\ncontent-type:{request.Content!.Headers.ContentType}\nhost:{request.Headers.Host}\nx-amz-date:{stamp}\n{target}\n{names}\n"
            + Convert.ToHexStringLower(SHA256.HashData(body));
        var scope = $"{date}/{server.Region}/{service}/aws4_request";
        var toSign = $"AWS4-HMAC-SHA256\n{stamp}\n{scope}\n{Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(canonical)))}";
        var key = Encoding.UTF8.GetBytes("AWS4" + server.SecretAccessKey);
        foreach (var part in (string[])[date, server.Region, service, "aws4_request"])
        {
            key = HMACSHA256.HashData(key, Encoding.UTF8.GetBytes(part));
        }

        var signature = Convert.ToHexStringLower(HMACSHA256.HashData(key, Encoding.UTF8.GetBytes(toSign)));
        request.Headers.TryAddWithoutValidation(
            "Authorization", $"AWS4-HMAC-SHA256 Credential={server.AccessKeyId}/{scope}, SignedHeaders={names}, Signature={signature}");
    }
}
