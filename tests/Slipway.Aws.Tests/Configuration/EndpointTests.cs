using System.Diagnostics;
using System.Text.Json;
using Amazon.Runtime.Endpoints;
using Slipway.TestKits;
using Slipway.TestKits.Components;

namespace Slipway.Aws.Tests.Configuration;

/// <summary>Calls go where botocore would send them, in every partition.</summary>
public sealed class EndpointTests
{
    private static readonly string[] Regions = ["us-east-1", "eu-central-1", "ap-southeast-5", "cn-north-1", "cn-northwest-1", "us-gov-west-1", "us-gov-east-1", "eusc-de-east-1"];

    [Fact]
    [Trait("needs", "python")]
    public async Task Every_service_has_the_published_address_in_every_partition()
    {
        var python = Require.Python("botocore");
        JsonService[] services = [JsonService.Ecs, JsonService.Logs, JsonService.Ecr, JsonService.Ssm, JsonService.SecretsManager, JsonService.Sqs];
        var ours = services
            .SelectMany(service => Regions.Select(region => (Key: $"{service.IamName} {region}", Url: Resolve(service, region))))
            .ToDictionary(pair => pair.Key, pair => pair.Url);
        var script = Repository.Path("tests", "Slipway.Aws.Tests", "botocore", "endpoints.py");
        using var process = Process.Start(new ProcessStartInfo(python, [script, .. ours.Keys]) { UseShellExecute = false, RedirectStandardOutput = true })!;
        var output = await process.StandardOutput.ReadToEndAsync(TestContext.Current.CancellationToken);
        await process.WaitForExitAsync(TestContext.Current.CancellationToken);

        var theirs = JsonSerializer.Deserialize<Dictionary<string, string>>(output)!;

        Assert.Equal(theirs.OrderBy(pair => pair.Key), ours.OrderBy(pair => pair.Key));
    }

    [Fact]
    public void A_configured_address_wins() =>
        Assert.Equal("http://localhost:4566", new RegionalEndpointProvider("ecs", "eu-central-1", () => "http://localhost:4566").ResolveEndpoint(new EndpointParameters()).URL);

    private static string Resolve(JsonService service, string region) =>
        new RegionalEndpointProvider(service.EndpointPrefix, region, () => null).ResolveEndpoint(new EndpointParameters()).URL;
}
