using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Amazon.Runtime;
using Slipway.Aws;
using Slipway.Aws.Ecs;
using Slipway.Cli.Local;
using Slipway.Cli.Settings;

namespace Slipway.Cli.Demo;

/// <summary>Asks LocalEcs itself what happened, beside the commands that the demo checks.</summary>
internal sealed class LocalEcsProbe : IDisposable
{
    private const string CallsPath = "/_slipway/calls";
    private const string Algorithm = "AWS4-HMAC-SHA256";

    private readonly LocalServerRecord _server;
    private readonly TimeProvider _time;
    private readonly HttpClient _http = new();
    private readonly EcsClient _ecs;
    private readonly Dictionary<string, long> _own = new(StringComparer.Ordinal);

    /// <summary>Makes a probe for a server.</summary>
    public LocalEcsProbe(LocalServerRecord server, TimeProvider time)
    {
        _server = server;
        _time = time;
        _ecs = new EcsClient(new AwsClientOptions
        {
            Region = LocalEnvironment.Region,
            EndpointUrl = server.Url,
            Credentials = new BasicAWSCredentials(server.AccessKeyId, server.SecretAccessKey),
            TimeProvider = time,
        });
    }

    /// <summary>The calls since LocalEcs was started, as it counted them; those of this probe are left out.</summary>
    public async Task<AwsCalls> CallsAsync(CancellationToken cancellationToken)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, new Uri(_server.Url, CallsPath));
        Sign(request);
        using var response = await _http.SendAsync(request, cancellationToken);
        var text = await response.Content.ReadAsStringAsync(cancellationToken);
        if (!response.IsSuccessStatusCode)
            throw new DemoException("demo.claim", $"LocalEcs would not say which calls it got ({(int)response.StatusCode}): {text}");
        using var document = JsonDocument.Parse(text);
        return new AwsCalls(document.RootElement.EnumerateObject().ToDictionary(
            operation => operation.Name,
            operation => operation.Value.GetProperty("calls").GetInt64() - _own.GetValueOrDefault(operation.Name),
            StringComparer.Ordinal));
    }

    /// <summary>The ECS tasks that a launch started, running or stopped.</summary>
    public async Task<IReadOnlyList<string>> EcsTasksOfAsync(string launch, CancellationToken cancellationToken)
    {
        var tasks = new List<string>();
        foreach (var status in (string[])["RUNNING", "STOPPED"])
        {
            Own("ecs:ListTasks");
            tasks.AddRange((await _ecs.ListTasksAsync(new ListTasksRequest { StartedBy = launch, DesiredStatus = status }, cancellationToken)).TaskArns);
        }

        return [.. tasks.Distinct(StringComparer.Ordinal)];
    }

    /// <summary>The status of a revision, such as ACTIVE; GONE when ECS does not know it.</summary>
    public async Task<string> StatusOfAsync(string revision, CancellationToken cancellationToken)
    {
        Own("ecs:DescribeTaskDefinition");
        try
        {
            var answer = await _ecs.DescribeTaskDefinitionAsync(new DescribeTaskDefinitionRequest { TaskDefinition = revision }, cancellationToken);
            return answer.TaskDefinition?.Status ?? "GONE";
        }
        catch (Exception exception) when (exception is AwsClientFaultException or AwsNotFoundException)
        {
            return "GONE";
        }
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        _ecs.Dispose();
        _http.Dispose();
    }

    private void Own(string operation) => _own[operation] = _own.GetValueOrDefault(operation) + 1;

    // AWS Signature Version 4 of a GET without a body.
    private void Sign(HttpRequestMessage request)
    {
        var now = _time.GetUtcNow();
        var (date, time) = (now.ToString("yyyyMMdd", CultureInfo.InvariantCulture), now.ToString("yyyyMMdd'T'HHmmss'Z'", CultureInfo.InvariantCulture));
        var scope = $"{date}/{LocalEnvironment.Region}/ecs/aws4_request";
        var canonical = $"GET\n{CallsPath}\n\nhost:{_server.Url.Authority}\nx-amz-date:{time}\n\nhost;x-amz-date\n{Hex(SHA256.HashData([]))}";
        var toSign = $"{Algorithm}\n{time}\n{scope}\n{Hex(SHA256.HashData(Encoding.UTF8.GetBytes(canonical)))}";
        var key = Encoding.UTF8.GetBytes("AWS4" + _server.SecretAccessKey);
        foreach (var part in (string[])[date, LocalEnvironment.Region, "ecs", "aws4_request", toSign])
            key = HMACSHA256.HashData(key, Encoding.UTF8.GetBytes(part));
        request.Headers.TryAddWithoutValidation("X-Amz-Date", time);
        request.Headers.TryAddWithoutValidation(
            "Authorization", $"{Algorithm} Credential={_server.AccessKeyId}/{scope}, SignedHeaders=host;x-amz-date, Signature={Hex(key)}");
    }

    private static string Hex(byte[] bytes) => Convert.ToHexStringLower(bytes);
}
