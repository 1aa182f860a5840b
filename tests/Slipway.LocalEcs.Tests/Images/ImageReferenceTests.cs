using Slipway.LocalEcs.Images;

namespace Slipway.LocalEcs.Tests.Images;

public sealed class ImageReferenceTests
{
    [Theory]
    [InlineData("busybox", null, "busybox", null, null, "docker.io/library/busybox:latest")]
    [InlineData("team/dbt:1.0", null, "team/dbt", "1.0", null, "docker.io/team/dbt:1.0")]
    [InlineData("localhost/dbt:1", "localhost", "dbt", "1", null, "localhost/dbt:1")]
    [InlineData("localhost:5000/a/b", "localhost:5000", "a/b", null, null, "localhost:5000/a/b:latest")]
    [InlineData("ghcr.io/x@sha256:ab", "ghcr.io", "x", null, "sha256:ab", "ghcr.io/x@sha256:ab")]
    [InlineData("123456789012.dkr.ecr.eu-west-1.amazonaws.com/dbt:1@sha256:ab", "123456789012.dkr.ecr.eu-west-1.amazonaws.com", "dbt", "1", "sha256:ab", "123456789012.dkr.ecr.eu-west-1.amazonaws.com/dbt@sha256:ab")]
    public void Names_are_split_as_docker_splits_them(string image, string? registry, string repository, string? tag, string? digest, string full)
    {
        var reference = ImageReference.Parse(image);

        Assert.Equal(new ImageReference(registry, repository, tag, digest), reference);
        Assert.Equal(full, reference.FullName);
        Assert.Equal(image.StartsWith("1234", StringComparison.Ordinal), reference.IsEcr);
    }
}
