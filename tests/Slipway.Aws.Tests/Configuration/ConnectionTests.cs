using Slipway.Aws.Ecr;
using Slipway.Aws.Ecs;
using Slipway.Aws.Sts;
using Slipway.Aws.Tests.Wire;

namespace Slipway.Aws.Tests.Configuration;

/// <summary>Signature, proxy and user agent.</summary>
public sealed class ConnectionTests
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Requests_are_signed_for_service_and_region()
    {
        await using var aws = new FakeAws(Reply.Ok("""{"tasks":[]}"""));
        using var ecs = new EcsClient(aws.Options with { Region = "ap-southeast-2" });

        await ecs.DescribeTasksAsync(new DescribeTasksRequest { Tasks = ["a"] }, Cancel);

        var headers = Assert.Single(aws.Requests).Headers;
        Assert.Matches(@"^AWS4-HMAC-SHA256 Credential=AKIDEXAMPLE/\d{8}/ap-southeast-2/ecs/aws4_request, SignedHeaders=[^ ]*x-amz-target[^ ]*, Signature=[0-9a-f]{64}$", headers["Authorization"]);
        Assert.Contains("slipway/", headers["User-Agent"], StringComparison.Ordinal);
    }

    [Fact]
    public async Task ECR_is_signed_as_ecr_though_its_host_is_api_ecr()
    {
        await using var aws = new FakeAws(Reply.Ok());
        using var ecr = new EcrClient(aws.Options);

        await ecr.ListImagesAsync(new ListImagesRequest { RepositoryName = "r" }, Cancel);

        Assert.Contains("/eu-central-1/ecr/aws4_request", Assert.Single(aws.Requests).Headers["Authorization"], StringComparison.Ordinal);
    }

    [Fact]
    public async Task STS_goes_to_the_same_endpoint_signed_for_the_region()
    {
        const string Answer = """
            <GetCallerIdentityResponse xmlns="https://sts.amazonaws.com/doc/2011-06-15/"><GetCallerIdentityResult><Arn>arn:aws:iam::123456789012:user/x</Arn><UserId>AIDA</UserId><Account>123456789012</Account></GetCallerIdentityResult><ResponseMetadata><RequestId>r</RequestId></ResponseMetadata></GetCallerIdentityResponse>
            """;
        var calls = new RecordedCalls();
        await using var aws = new FakeAws(Reply.Ok(Answer));
        using var sts = new StsClient(aws.Options with { Observer = calls });

        var identity = await sts.GetCallerIdentityAsync(Cancel);

        Assert.Equal(new CallerIdentity("123456789012", "arn:aws:iam::123456789012:user/x", "AIDA"), identity);
        Assert.Contains("/eu-central-1/sts/aws4_request", Assert.Single(aws.Requests).Headers["Authorization"], StringComparison.Ordinal);
        Assert.Equal(("sts", "GetCallerIdentity", 1), (calls.All[0].Service, calls.All[0].Operation, calls.All[0].Attempts));
    }

    [Fact]
    public async Task STS_refusals_are_typed()
    {
        const string Answer = """<ErrorResponse><Error><Type>Sender</Type><Code>ExpiredToken</Code><Message>too old</Message></Error><RequestId>r-1</RequestId></ErrorResponse>""";
        await using var aws = new FakeAws(Reply.Error(403, Answer));
        using var sts = new StsClient(aws.Options);

        var failure = await Assert.ThrowsAsync<AwsCredentialsException>(() => sts.GetCallerIdentityAsync(Cancel));

        Assert.Contains("Log in again", failure.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("AWSSDK.SSO", "profiles that log in with aws sso login")]
    [InlineData("AWSSDK.SSOOIDC", "profiles that log in with aws sso login")]
    [InlineData("AWSSDK.SecurityToken", "profiles that assume a role, and web identities")]
    public void What_the_credential_chain_loads_by_name_is_there(string assembly, string neededFor) =>
        Assert.True(File.Exists(Path.Combine(AppContext.BaseDirectory, $"{assembly}.dll")), $"{assembly} is missing: {neededFor} need it.");

    [Fact]
    public async Task Calls_go_through_the_proxy()
    {
        await using var proxy = new FakeAws(
            Reply.Error(407, "", ("Proxy-Authenticate", "Basic realm=\"proxy\"")),
            Reply.Ok("""{"tasks":[]}"""));
        using var ecs = new EcsClient(proxy.Options with
        {
            EndpointUrl = new Uri("http://ecs.slipway.invalid"),
            Proxy = new UriBuilder(proxy.Endpoint) { UserName = "user", Password = "p%40ss" }.Uri,
        });

        await ecs.DescribeTasksAsync(new DescribeTasksRequest { Tasks = ["a"] }, Cancel);

        Assert.All(proxy.Requests, request => Assert.Equal("POST http://ecs.slipway.invalid/ HTTP/1.1", request.Line));
        Assert.Equal("Basic " + Convert.ToBase64String("user:p@ss"u8), proxy.Requests[^1].Headers["Proxy-Authorization"]);
    }
}
