using System.Security.Cryptography;
using System.Text;
using Slipway.LocalEcs.Images;
using Slipway.LocalEcs.Runtimes;
using Slipway.LocalEcs.Runtimes.Engines;
using Slipway.LocalEcs.Tests.Runtimes;

namespace Slipway.LocalEcs.Tests.Images;

/// <summary>Images built and pushed with podman, as the ECR look-ups see them in its own store and in a registry.</summary>
[Trait("needs", "containers")]
public sealed class PodmanImagesTests(LocalRegistry registry) : IClassFixture<LocalRegistry>
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_local_image_has_its_tag_and_a_digest_that_is_its_manifest_s()
    {
        var cli = new EngineCli(await PodmanImage.EngineAsync());
        var images = new EngineImages(cli, registry: null);

        var image = Assert.Single(await images.ListAsync("slipway-test", Cancel), image => image.Tags.Contains("1.0.0"));

        Assert.Contains("slipway-test", await images.ListRepositoriesAsync(Cancel));
        Assert.Equal(image.Digest, "sha256:" + Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(image.Manifest))));
        Assert.Equal(image.Digest, (await images.PullAsync("localhost/slipway-test:1.0.0", Cancel)).Digest);
        Assert.Empty(await images.ListAsync("no-such-repository", Cancel));
    }

    [Fact]
    public async Task An_ECR_name_is_pulled_from_the_registry_that_stands_in_for_ECR()
    {
        var cli = new EngineCli(await PodmanImage.EngineAsync());
        var name = $"{registry.Authority}/team/job";
        await cli.OutputAsync(["push", "--quiet", "--tls-verify=false", "localhost/slipway-test:1.0.0", $"{name}:1.0.0"], Cancel);
        await cli.OutputAsync(["push", "--quiet", "--tls-verify=false", "localhost/slipway-test:1.0.0", $"{name}:latest"], Cancel);
        using var http = new HttpClient();
        var stored = new OciRegistryImages(http, new Uri($"http://{registry.Authority}/"));
        var images = new EngineImages(cli, stored);

        var image = Assert.Single(await stored.ListAsync("team/job", Cancel));
        var byTag = await images.PullAsync("123456789012.dkr.ecr.eu-west-1.amazonaws.com/team/job:1.0.0", Cancel);
        var byDigest = await images.PullAsync($"123456789012.dkr.ecr.eu-west-1.amazonaws.com/team/job@{image.Digest}", Cancel);
        var missing = await Assert.ThrowsAsync<ImagePullException>(() => images.PullAsync("123456789012.dkr.ecr.eu-west-1.amazonaws.com/team/job:2", Cancel));

        Assert.Equal(["1.0.0", "latest"], image.Tags.Order(StringComparer.Ordinal));
        Assert.True(image.SizeBytes > 100_000, $"{image.SizeBytes} bytes");
        Assert.InRange(image.PushedAt, DateTimeOffset.UtcNow.AddDays(-1), DateTimeOffset.UtcNow.AddMinutes(1));
        Assert.Equal(["team/job"], await stored.ListRepositoriesAsync(Cancel));
        Assert.Equal((image.Digest, image.Digest), (byTag.Digest, byDigest.Digest));
        Assert.EndsWith("team/job:2: not found", missing.Message, StringComparison.Ordinal);
        await cli.OutputAsync(["untag", byTag.Reference, $"{name}@{image.Digest}"], Cancel);
    }

    [Fact]
    public async Task A_registry_that_is_not_there_is_named()
    {
        using var http = new HttpClient();
        var exception = await Assert.ThrowsAsync<LocalEcsException>(() => new OciRegistryImages(http, new Uri("http://127.0.0.1:1/")).ListAsync("x", Cancel));

        Assert.Equal("LOCALECS_REGISTRY", exception.Code);
        Assert.Contains("127.0.0.1:1", exception.Message, StringComparison.Ordinal);
    }
}
