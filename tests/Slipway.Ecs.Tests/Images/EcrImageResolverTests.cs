using System.Net.Http.Headers;
using System.Text;
using System.Text.Json.Nodes;
using Amazon.Runtime;
using Slipway.Aws;
using Slipway.Aws.Ecr;
using Slipway.Core.Containers;
using Slipway.Core.Images;
using Slipway.Ecs.Images;
using Slipway.TestKits.Components;

namespace Slipway.Ecs.Tests.Images;

/// <summary>ECR as the independent stand-in answers it.</summary>
[Trait("needs", "aws-standin")]
public sealed class EcrImageResolverTests(MotoServer moto) : IClassFixture<MotoServer>
{
    private const string Region = "eu-west-1";
    private const string Registry = $"{MotoServer.AccountId}.dkr.ecr.{Region}.amazonaws.com";

    private static CancellationToken Cancelled => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_range_is_pinned_to_the_digest_of_its_highest_version()
    {
        await CreateAsync("team/ranges");
        await PushAsync("team/ranges", "1.0.0");
        var digest = await PushAsync("team/ranges", "1.0.1");
        await PushAsync("team/ranges", "2.0.0");

        var image = await ResolveAsync("team/ranges:^1.0");

        Assert.Equal($"{Registry}/team/ranges@{digest}", image.Reference);
        Assert.Equal(("1.0.1", true), (image.Tag, image.IsPrivateEcr));
        Assert.Equal(digest, (await ResolveAsync($"team/ranges@{digest}")).Digest);
    }

    [Fact]
    public async Task An_index_tells_its_platforms()
    {
        await CreateAsync("indexed");
        await PushAsync("indexed", "1.0.0", "linux/amd64", "linux/arm64");

        Assert.Equal(["linux/amd64", "linux/arm64"], (await ResolveAsync("indexed:1.0.0", CpuArchitecture.Arm64)).Platforms.Select(platform => platform.ToString()));
    }

    [Fact]
    public async Task A_missing_version_is_told_with_the_ones_there_are()
    {
        await CreateAsync("missing");
        await PushAsync("missing", "1.0.0");

        var thrown = await Assert.ThrowsAsync<ImageException>(() => ResolveAsync("missing:1.0.1"));

        Assert.Equal("image.not-found", thrown.Code);
        Assert.Contains("there are: 1.0.0.", thrown.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_missing_repository_is_told_with_account_and_region()
    {
        var thrown = await Assert.ThrowsAsync<ImageException>(() => ResolveAsync("nowhere:1.0.1"));

        Assert.Equal("image.not-found", thrown.Code);
        Assert.Contains($"account {MotoServer.AccountId}, region {Region}", thrown.Message, StringComparison.Ordinal);
    }

    private async Task<ResolvedImage> ResolveAsync(string image, CpuArchitecture? architecture = null)
    {
        using var resolver = new ImageResolver(
            region => new EcrClient(new AwsClientOptions { Region = region, EndpointUrl = moto.Endpoint, Credentials = new BasicAWSCredentials("test", "test") }),
            new FakeSecrets(),
            new MemoryPinStore(),
            TimeProvider.System);
        return await resolver.ResolveAsync(ImageReference.Parse(image), new() { DefaultRegistry = Registry, Architecture = architecture }, Cancelled);
    }

    private Task<JsonNode> CreateAsync(string repository) => CallAsync("CreateRepository", new JsonObject { ["repositoryName"] = repository });

    private async Task<string> PushAsync(string repository, string tag, params string[] platforms)
    {
        var manifest = new JsonObject { ["schemaVersion"] = 2, ["mediaType"] = platforms.Length == 0 ? FakeRegistry.Manifest : FakeRegistry.Index };
        if (platforms.Length == 0)
        {
            manifest["config"] = Descriptor("application/vnd.oci.image.config.v1+json", repository + tag);
            manifest["layers"] = new JsonArray(Descriptor("application/vnd.oci.image.layer.v1.tar+gzip", "layer"));
        }
        else
        {
            manifest["manifests"] = new JsonArray([.. platforms.Select(platform =>
            {
                var entry = Descriptor(FakeRegistry.Manifest, platform);
                entry["platform"] = new JsonObject { ["os"] = platform.Split('/')[0], ["architecture"] = platform.Split('/')[1] };
                return entry;
            })]);
        }

        var answer = await CallAsync("PutImage", new JsonObject
        {
            ["repositoryName"] = repository,
            ["imageTag"] = tag,
            ["imageManifest"] = manifest.ToJsonString(),
            ["imageManifestMediaType"] = manifest["mediaType"]!.GetValue<string>(),
        });
        return answer["image"]!["imageId"]!["imageDigest"]!.GetValue<string>();
    }

    private static JsonObject Descriptor(string type, string content) =>
        new() { ["mediaType"] = type, ["digest"] = FakeRegistry.DigestOf(Encoding.UTF8.GetBytes(content)), ["size"] = 100 };

    // Pushing is none of the product's business, so this speaks to the stand-in directly; it looks at no signature.
    private async Task<JsonNode> CallAsync(string operation, JsonObject body)
    {
        using var http = new HttpClient();
        using var request = new HttpRequestMessage(HttpMethod.Post, moto.Endpoint) { Content = new StringContent(body.ToJsonString()) };
        request.Content.Headers.ContentType = new MediaTypeHeaderValue("application/x-amz-json-1.1");
        request.Headers.Add("X-Amz-Target", $"AmazonEC2ContainerRegistry_V20150921.{operation}");
        request.Headers.TryAddWithoutValidation("Authorization", $"AWS4-HMAC-SHA256 Credential=test/20260101/{Region}/ecr/aws4_request, SignedHeaders=host, Signature=0");
        using var response = await http.SendAsync(request, Cancelled);
        var text = await response.Content.ReadAsStringAsync(Cancelled);
        Assert.True(response.IsSuccessStatusCode, $"{operation}: {(int)response.StatusCode} {text}");
        return JsonNode.Parse(text)!;
    }
}
