using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Nodes;
using Slipway.LocalEcs.Images;
using Slipway.LocalEcs.Runtimes;
using Slipway.LocalEcs.Runtimes.Engines;
using Slipway.LocalEcs.Tests.Hosting;
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
        Assert.Contains("team/job", await stored.ListRepositoriesAsync(Cancel));
        Assert.Equal((image.Digest, image.Digest), (byTag.Digest, byDigest.Digest));
        Assert.EndsWith("team/job:2: not found", missing.Message, StringComparison.Ordinal);
        await cli.OutputAsync(["untag", byTag.Reference, $"{name}@{image.Digest}"], Cancel);
    }

    [Fact]
    public async Task What_the_registry_holds_is_looked_up_in_ECR_and_run_under_its_ECR_name()
    {
        const string Target = "AmazonEC2ContainerRegistry_V20150921";
        const string Own = "123456789012.dkr.ecr.us-east-1.amazonaws.com/team/served";
        var cli = new EngineCli(await PodmanImage.EngineAsync());
        await cli.OutputAsync(["push", "--quiet", "--tls-verify=false", "localhost/slipway-test:1.0.0", $"{registry.Authority}/team/served:3.1.4"], Cancel);
        await using var host = await LocalEcsHost.StartAsync(runtime: LocalRuntime.Podman, registryUrl: $"http://{registry.Authority}");

        var repositories = await host.Client.CallAsync("ecr", Target, "DescribeRepositories", """{"repositoryNames":["team/served"]}""");
        var image = (await host.Client.CallAsync("ecr", Target, "DescribeImages", """{"repositoryName":"team/served"}"""))["imageDetails"]![0]!;
        var arn = await host.Client.RunOneAsync(Requests.Definition(
            change: definition => definition["executionRoleArn"] = "arn:aws:iam::000000000000:role/execution",
            changeContainer: container =>
            {
                container["image"] = $"{Own}@{image["imageDigest"]}";
                container["entryPoint"] = new JsonArray("sh", "-c");
                container["command"] = new JsonArray("exit 6");
            }));
        var task = await host.WhenStoppedAsync(arn);

        Assert.Equal("000000000000.dkr.ecr.us-east-1.amazonaws.com/team/served", (string)repositories["repositories"]![0]!["repositoryUri"]!);
        Assert.Equal(["3.1.4"], image["imageTags"]!.AsArray().Select(tag => (string)tag!));
        Assert.Equal((6, (string)image["imageDigest"]!), ((int)task["containers"]![0]!["exitCode"]!, (string)task["containers"]![0]!["imageDigest"]!));
        var pulled = $"{registry.Authority}/team/served@{image["imageDigest"]}";
        await cli.OutputAsync(["untag", pulled, pulled], Cancel);
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
