using Slipway.Aws.Ecr;
using Slipway.TestKits.Components;

namespace Slipway.Aws.Tests.Standin;

public sealed class EcrRoundTripTests(MotoServer moto) : StandinTests(moto)
{
    [Fact]
    public async Task Images_are_found_by_tag_and_digest()
    {
        using var ecr = new EcrClient(Options);
        var digest = await Boto3.RunAsync(
            Moto,
            """
            ecr = client("ecr")
            ecr.create_repository(repositoryName="dbt-model")
            manifest = json.dumps({"schemaVersion": 2, "mediaType": "application/vnd.docker.distribution.manifest.v2+json",
                                   "config": {"mediaType": "application/vnd.docker.container.image.v1+json", "size": 1, "digest": "sha256:" + "a" * 64},
                                   "layers": []})
            for tag in ["1.0.0", "latest"]:
                image = ecr.put_image(repositoryName="dbt-model", imageManifest=manifest, imageTag=tag)["image"]
            print(image["imageId"]["imageDigest"])
            """,
            Cancel);

        var listed = await ecr.ListImagesAsync(new ListImagesRequest { RegistryId = MotoServer.AccountId, RepositoryName = "dbt-model" }, Cancel);
        var described = await ecr.DescribeImagesAsync(new DescribeImagesRequest { RepositoryName = "dbt-model", ImageIds = [new ImageIdentifier { ImageTag = "1.0.0" }] }, Cancel);
        var got = await ecr.BatchGetImageAsync(
            new BatchGetImageRequest { RepositoryName = "dbt-model", ImageIds = [new ImageIdentifier { ImageDigest = digest }, new ImageIdentifier { ImageTag = "9.9.9" }] },
            Cancel);
        var repositories = await ecr.DescribeRepositoriesAsync(new DescribeRepositoriesRequest { RepositoryNames = ["dbt-model"] }, Cancel);

        Assert.Equal(["1.0.0", "latest"], listed.ImageIds.Select(id => id.ImageTag).Order());
        var image = Assert.Single(described.ImageDetails);
        Assert.Equal(digest, image.ImageDigest);
        Assert.NotNull(image.ImagePushedAt);
        Assert.Contains("schemaVersion", Assert.Single(got.Images, i => i.ImageId?.ImageDigest == digest).ImageManifest, StringComparison.Ordinal);
        Assert.Equal("ImageNotFound", Assert.Single(got.Failures).FailureCode);
        Assert.EndsWith("/dbt-model", Assert.Single(repositories.Repositories).RepositoryUri, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_missing_repository_is_not_found()
    {
        using var ecr = new EcrClient(Options);

        var failure = await Assert.ThrowsAsync<AwsNotFoundException>(() => ecr.ListImagesAsync(new ListImagesRequest { RepositoryName = "none" }, Cancel));

        Assert.Equal("RepositoryNotFoundException", failure.Code);
    }

    [Fact]
    public async Task A_login_is_given_for_the_registry()
    {
        using var ecr = new EcrClient(Options);

        var login = Assert.Single((await ecr.GetAuthorizationTokenAsync(new GetAuthorizationTokenRequest(), Cancel)).AuthorizationData);

        Assert.StartsWith("AWS:", System.Text.Encoding.UTF8.GetString(Convert.FromBase64String(login.AuthorizationToken!)), StringComparison.Ordinal);
        Assert.NotNull(login.ExpiresAt);
    }
}
