using System.Net;
using System.Text;
using Slipway.LocalEcs.Tests.Hosting;

namespace Slipway.LocalEcs.Tests.Protocol;

public sealed class SignatureTests
{
    private const string Target = "AmazonEC2ContainerServiceV20141113.ListClusters";

    [Fact]
    public async Task A_request_without_a_signature_is_refused() =>
        await RefusedAsync("MissingAuthenticationTokenException", request => request.Headers.Remove("Authorization"));

    [Fact]
    public async Task A_request_signed_with_another_key_is_refused() =>
        await RefusedAsync("UnrecognizedClientException", request => Replace(request, "Credential=LOCALECS", "Credential=AKIAELSE"));

    [Fact]
    public async Task A_request_whose_body_was_changed_is_refused() =>
        await RefusedAsync("InvalidSignatureException", request =>
        {
            var type = request.Content!.Headers.ContentType;
            request.Content = new ByteArrayContent(Encoding.UTF8.GetBytes("""{"maxResults":1}"""));
            request.Content.Headers.ContentType = type;
        });

    [Fact]
    public async Task A_request_whose_target_was_changed_is_refused() =>
        await RefusedAsync("InvalidSignatureException", request =>
        {
            request.Headers.Remove("X-Amz-Target");
            request.Headers.Add("X-Amz-Target", "AmazonEC2ContainerServiceV20141113.CreateCluster");
        });

    [Fact]
    public async Task A_declared_hash_of_another_body_is_refused() =>
        await RefusedAsync("InvalidSignatureException", request => request.Headers.Add("X-Amz-Content-SHA256", new string('0', 64)));

    [Theory]
    [InlineData("Signature=")]
    [InlineData("SignedHeaders=")]
    [InlineData("Credential=")]
    public async Task A_signature_with_a_part_missing_is_refused(string part) =>
        await RefusedAsync("IncompleteSignatureException", request => Replace(request, part, "Other="));

    [Fact]
    public async Task A_signature_without_a_date_is_refused() =>
        await RefusedAsync("IncompleteSignatureException", request => request.Headers.Remove("X-Amz-Date"));

    [Theory]
    [InlineData(-6)]
    [InlineData(6)]
    public async Task A_signature_more_than_five_minutes_off_is_refused(int minutes) =>
        await RefusedAsync("InvalidSignatureException", at: TimeProvider.System.GetUtcNow().AddMinutes(minutes));

    [Fact]
    public async Task A_signature_for_another_service_is_refused() => await RefusedAsync("InvalidSignatureException", service: "sqs");

    [Fact]
    public async Task A_request_under_another_host_name_is_refused()
    {
        await using var host = await LocalEcsHost.StartAsync();
        using var response = await host.Client.SendAsync(
            "ecs", HttpMethod.Post, "/", "{}", request => request.Headers.Add("X-Amz-Target", Target), request => request.Headers.Host = $"rebound.example:{host.Server.Endpoint.Port}");
        Assert.Equal(HttpStatusCode.MisdirectedRequest, response.StatusCode);
    }

    [Fact]
    public async Task A_request_over_one_mebibyte_is_refused()
    {
        await using var host = await LocalEcsHost.StartAsync();
        using var response = await host.Client.SendAsync(
            "ecs", HttpMethod.Post, "/", new string(' ', (1024 * 1024) + 1), request => request.Headers.Add("X-Amz-Target", Target));
        Assert.Equal(HttpStatusCode.RequestEntityTooLarge, response.StatusCode);
    }

    [Fact]
    public async Task The_admin_endpoint_is_signed_as_well()
    {
        await using var host = await LocalEcsHost.StartAsync();
        using var http = new HttpClient();
        var text = await http.GetStringAsync(new Uri(host.Server.Endpoint, "/_slipway/calls"), TestContext.Current.CancellationToken)
            .ContinueWith(task => task.Exception?.InnerException?.Message ?? task.Result, TestContext.Current.CancellationToken, TaskContinuationOptions.None, TaskScheduler.Default);
        Assert.Contains("400", text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task It_listens_on_loopback_only()
    {
        await using var host = await LocalEcsHost.StartAsync();
        Assert.Equal("127.0.0.1", host.Server.Endpoint.Host);
    }

    private static async Task RefusedAsync(string code, Action<HttpRequestMessage>? tamper = null, string service = "ecs", DateTimeOffset? at = null)
    {
        await using var host = await LocalEcsHost.StartAsync();
        using var response = await host.Client.SendAsync(service, HttpMethod.Post, "/", "{}", request => request.Headers.Add("X-Amz-Target", Target), tamper, at);
        var text = await response.Content.ReadAsStringAsync(TestContext.Current.CancellationToken);
        Assert.Contains($"\"{code}\"", text, StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.BadRequest, response.StatusCode);
        Assert.Equal(0, host.Server.Calls.Values.Sum(count => count.Answered));
    }

    private static void Replace(HttpRequestMessage request, string old, string with)
    {
        var value = request.Headers.GetValues("Authorization").Single();
        Assert.Contains(old, value, StringComparison.Ordinal);
        request.Headers.Remove("Authorization");
        request.Headers.TryAddWithoutValidation("Authorization", value.Replace(old, with, StringComparison.Ordinal));
    }
}
