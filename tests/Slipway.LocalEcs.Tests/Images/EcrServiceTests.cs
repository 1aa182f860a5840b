using System.Text.Json.Nodes;
using Slipway.LocalEcs.Images;
using Slipway.LocalEcs.Protocol;
using Slipway.LocalEcs.Runtimes;
using Slipway.TestKits.Time;

namespace Slipway.LocalEcs.Tests.Images;

public sealed class EcrServiceTests
{
    private static readonly DateTimeOffset Pushed = new(2026, 1, 2, 3, 4, 5, TimeSpan.Zero);

    private readonly EcrService _service = new(
        [
            new StubImages(Image("team/dbt", "a", "1.0.0", "latest"), Image("team/dbt", "b", "1.0.1"), Image("team/dbt", "c")),
            new StubImages(Image("team/dbt", "d", "9.9.9"), Image("other", "e", "1")),
        ],
        "eu-west-1",
        "123456789012",
        new ManualTimeProvider());

    [Fact]
    public async Task Repositories_are_described_over_all_sources()
    {
        var answer = await CallAsync("DescribeRepositories", """{}""");

        var first = answer["repositories"]![1]!;
        Assert.Equal(["other", "team/dbt"], answer["repositories"]!.AsArray().Select(r => (string)r!["repositoryName"]!));
        Assert.Equal("123456789012.dkr.ecr.eu-west-1.amazonaws.com/team/dbt", (string)first["repositoryUri"]!);
        Assert.Equal("arn:aws:ecr:eu-west-1:123456789012:repository/team/dbt", (string)first["repositoryArn"]!);
    }

    [Fact]
    public async Task An_image_is_described_by_tag_or_digest_from_the_first_source_that_has_the_repository()
    {
        var all = await CallAsync("DescribeImages", """{"repositoryName":"team/dbt"}""");
        var byTag = await CallAsync("DescribeImages", """{"repositoryName":"team/dbt","imageIds":[{"imageTag":"1.0.0"}]}""");
        var byDigest = await CallAsync("DescribeImages", $$"""{"repositoryName":"team/dbt","imageIds":[{"imageDigest":"{{Digest("c")}}"}]}""");
        var tagged = await CallAsync("DescribeImages", """{"repositoryName":"team/dbt","filter":{"tagStatus":"TAGGED"}}""");

        Assert.Equal(3, all["imageDetails"]!.AsArray().Count);
        var detail = Assert.Single(byTag["imageDetails"]!.AsArray())!;
        Assert.Equal(Digest("a"), (string)detail["imageDigest"]!);
        Assert.Equal(["1.0.0", "latest"], detail["imageTags"]!.AsArray().Select(tag => (string)tag!));
        Assert.Equal(Pushed.ToUnixTimeSeconds(), (double)detail["imagePushedAt"]!);
        Assert.Null(byDigest["imageDetails"]![0]!["imageTags"]);
        Assert.Equal(2, tagged["imageDetails"]!.AsArray().Count);
    }

    [Fact]
    public async Task Lists_come_in_pages_without_gap_or_overlap()
    {
        var read = new List<string>();
        var request = new JsonObject { ["repositoryName"] = "team/dbt", ["maxResults"] = 1 };
        do
        {
            var answer = await CallAsync("ListImages", request.ToJsonString());
            read.AddRange(answer["imageIds"]!.AsArray().Select(id => (string?)id!["imageTag"] ?? "untagged"));
            request["nextToken"] = (string?)answer["nextToken"];
        }
        while (request["nextToken"] is not null);

        Assert.Equal(["1.0.0", "latest", "1.0.1", "untagged"], read);
    }

    [Fact]
    public async Task A_batch_answers_what_is_there_and_says_what_is_not()
    {
        var answer = await CallAsync("BatchGetImage", $$"""
            {"repositoryName":"team/dbt","registryId":"999999999999","imageIds":[
              {"imageTag":"1.0.1"},{"imageTag":"no"},{},{"imageTag":"1.0.0","imageDigest":"{{Digest("b")}}"}]}
            """);

        var image = Assert.Single(answer["images"]!.AsArray())!;
        Assert.Equal($$"""{"imageDigest":"{{Digest("b")}}","imageTag":"1.0.1"}""", image["imageId"]!.ToJsonString());
        Assert.Equal(("{}", "999999999999"), ((string)image["imageManifest"]!, (string)image["registryId"]!));
        Assert.Equal(["ImageNotFound", "MissingDigestAndTag", "ImageTagDoesNotMatchDigest"], answer["failures"]!.AsArray().Select(f => (string)f!["failureCode"]!));
    }

    [Theory]
    [InlineData("DescribeRepositories", """{"repositoryNames":["no"]}""", "RepositoryNotFoundException")]
    [InlineData("DescribeImages", """{"repositoryName":"no"}""", "RepositoryNotFoundException")]
    [InlineData("ListImages", """{"repositoryName":"no"}""", "RepositoryNotFoundException")]
    [InlineData("BatchGetImage", """{"repositoryName":"no","imageIds":[{"imageTag":"1"}]}""", "RepositoryNotFoundException")]
    [InlineData("DescribeImages", """{"repositoryName":"team/dbt","imageIds":[{"imageTag":"no"}]}""", "ImageNotFoundException")]
    [InlineData("DescribeImages", """{"repositoryName":"team/dbt","imageIds":[{"imageTag":"1.0.0"}],"maxResults":5}""", "InvalidParameterException")]
    [InlineData("ListImages", """{"repositoryName":"team/dbt","maxResults":0}""", "InvalidParameterException")]
    [InlineData("ListImages", """{"repositoryName":"team/dbt","nextToken":"?"}""", "InvalidParameterException")]
    [InlineData("ListImages", """{"repositoryName":"team/dbt","registryId":"1"}""", "InvalidParameterException")]
    public async Task Refusals_carry_ECR_s_codes(string operation, string request, string code) =>
        Assert.Equal(code, (await Assert.ThrowsAsync<AwsServiceException>(() => CallAsync(operation, request))).Code);

    [Fact]
    public async Task A_login_token_has_the_form_that_clients_take_apart()
    {
        var data = (await CallAsync("GetAuthorizationToken", "{}"))["authorizationData"]![0]!;

        Assert.StartsWith("AWS:", System.Text.Encoding.UTF8.GetString(Convert.FromBase64String((string)data["authorizationToken"]!)), StringComparison.Ordinal);
        Assert.Equal("https://123456789012.dkr.ecr.eu-west-1.amazonaws.com", (string)data["proxyEndpoint"]!);
    }

    private static string Digest(string name) => "sha256:" + string.Concat(Enumerable.Repeat(name, 64));

    private static StoredImage Image(string repository, string name, params IReadOnlyList<string> tags) =>
        new(repository, Digest(name), tags, Pushed, 10, "application/vnd.oci.image.manifest.v1+json", "{}");

    private async Task<JsonObject> CallAsync(string operation, string request)
    {
        var json = JsonNode.Parse(request)!.AsObject();
        _service.Shapes.Validate(operation, json);
        return await _service.Operations[operation](json, TestContext.Current.CancellationToken);
    }
}
