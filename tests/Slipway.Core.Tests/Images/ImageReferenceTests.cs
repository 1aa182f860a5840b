using FsCheck;
using FsCheck.Fluent;
using Slipway.Core.Errors;
using Slipway.Core.Images;

namespace Slipway.Core.Tests.Images;

public sealed class ImageReferenceTests
{
    private const string Digest = "sha256:0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef";

    [Theory]
    [InlineData("dbt-model:1.0.1", null, "dbt-model", "1.0.1", null, null)]
    [InlineData("dbt-model", null, "dbt-model", null, null, null)]
    [InlineData("dbt-model:^1.0", null, "dbt-model", null, "^1.0", null)]
    [InlineData("dbt-model:>=1.2 <2", null, "dbt-model", null, ">=1.2 <2", null)]
    [InlineData("dbt-model@" + Digest, null, "dbt-model", null, null, Digest)]
    [InlineData("dbt-model:1.0.1@" + Digest, null, "dbt-model", "1.0.1", null, Digest)]
    [InlineData("team/dbt-model:1.x", null, "team/dbt-model", null, "1.x", null)]
    [InlineData("localhost/a:1", "localhost", "a", "1", null, null)]
    [InlineData("localhost:5000/a/b:1.0", "localhost:5000", "a/b", "1.0", null, null)]
    [InlineData("localhost:5000/a", "localhost:5000", "a", null, null, null)]
    [InlineData("127.0.0.1:5000/a:~1.0", "127.0.0.1:5000", "a", null, "~1.0", null)]
    [InlineData("[::1]:5000/a:1.0", "[::1]:5000", "a", "1.0", null, null)]
    [InlineData("ghcr.io/org/app:v1.2.3", "ghcr.io", "org/app", "v1.2.3", null, null)]
    [InlineData("docker.io/library/nginx:1.27", "docker.io", "library/nginx", "1.27", null, null)]
    public void Is_read_part_by_part(string text, string? registry, string repository, string? tag, string? range, string? digest)
    {
        var reference = ImageReference.Parse(text);

        Assert.Equal((registry, repository, tag, range, digest), (reference.Registry, reference.Repository, reference.Tag, reference.Range?.Text, reference.Digest));
        Assert.Equal(text, reference.ToString());
    }

    [Theory]
    [InlineData("", "has no name")]
    [InlineData("DBT-model:1", "write dbt-model")]
    [InlineData("a//b", "is not a repository")]
    [InlineData("a:", "is not a tag")]
    [InlineData("a:b c!", "is not a range")]
    [InlineData("a:1.0!", "is not a tag")]
    [InlineData("a:^x.y", "is not a range")]
    [InlineData("a@sha256:12", "is not a digest")]
    [InlineData("a@md5:12", "is not a digest")]
    [InlineData("host:port/a", "not a registry's host name")]
    [InlineData("-host.com/a", "not a registry's host name")]
    [InlineData("user:secret@host/a", "is not a digest")]
    [InlineData("https://host.com/a", "not a registry")]
    public void What_is_wrong_is_said(string text, string expected)
    {
        var thrown = Assert.Throws<SlipwayException>(() => ImageReference.Parse(text));

        Assert.Equal("image.bad-reference", thrown.Code);
        Assert.Contains(expected, thrown.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("111122223333.dkr.ecr.eu-west-1.amazonaws.com/a", "111122223333", "eu-west-1")]
    [InlineData("111122223333.dkr.ecr.cn-north-1.amazonaws.com.cn/a", "111122223333", "cn-north-1")]
    [InlineData("111122223333.dkr.ecr.us-gov-west-1.amazonaws.com/a", "111122223333", "us-gov-west-1")]
    [InlineData("111122223333.dkr.ecr-fips.us-gov-west-1.amazonaws.com/a", "111122223333", "us-gov-west-1")]
    [InlineData("111122223333.dkr.ecr.us-iso-east-1.c2s.ic.gov/a", "111122223333", "us-iso-east-1")]
    [InlineData("111122223333.dkr.ecr.us-isob-east-1.sc2s.sgov.gov/a", "111122223333", "us-isob-east-1")]
    [InlineData("111122223333.dkr.ecr.eusc-de-east-1.amazonaws.eu/a", "111122223333", "eusc-de-east-1")]
    [InlineData("111122223333.dkr-ecr.ap-southeast-2.on.aws/a", "111122223333", "ap-southeast-2")]
    public void Private_ecr_is_recognised_in_every_partition(string text, string account, string region) =>
        Assert.Equal(new EcrRegistry(account, region), ImageReference.Parse(text).Ecr);

    [Theory]
    [InlineData("public.ecr.aws/lambda/python:3.12")]
    [InlineData("11112222333.dkr.ecr.eu-west-1.amazonaws.com/a")]
    [InlineData("111122223333.dkr.ecr.eu-west-1.amazonaws.com.evil.example/a")]
    [InlineData("111122223333.dkr.ecr.eu-west-1.amazonaws.com:8443/a")]
    [InlineData("dbt-model:1.0.0")]
    public void Other_hosts_are_not_ecr(string text) => Assert.Null(ImageReference.Parse(text).Ecr);

    [Fact]
    public void Pinning_keeps_the_registry_and_drops_the_tag() =>
        Assert.Equal($"ghcr.io/org/app@{Digest}", ImageReference.Parse("ghcr.io/org/app:^1.0").PinnedTo(Digest));

    [Fact]
    public void What_is_written_reads_the_same_again()
    {
        var part = Gen.Elements("a", "team", "dbt-model", "x__y", "a.b", "a--b", "0");
        var references =
            from registry in Gen.Elements("", "localhost/", "localhost:5000/", "ghcr.io/", "111122223333.dkr.ecr.eu-west-1.amazonaws.com/", "[::1]:80/")
            from path in part.NonEmptyListOf()
            from version in Gen.Elements("", ":1.0.1", ":latest", ":^1.0", ":1.x", ":>=1 <2", ":v1.2.3-rc.1")
            from digest in Gen.Elements("", "@" + Digest)
            select registry + "r" + string.Join('/', path.Take(6)) + version + digest;

        Prop.ForAll(references.ToArbitrary(), text =>
        {
            var once = ImageReference.Parse(text);
            return once.ToString() == text && once.Equals(ImageReference.Parse(once.ToString()));
        }).QuickCheckThrowOnFailure();
    }
}
