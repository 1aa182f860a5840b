using Slipway.Aws.Tests.Wire;
using Slipway.Extensions.Aws.Objects;
using Slipway.Results;

namespace Slipway.Extensions.Aws.Tests.Objects;

/// <summary>What is made of S3's answers, those that the stand-in never gives included.</summary>
public sealed class S3ObjectsTests
{
    private static readonly (string, string)[] ETag = [("ETag", "\"e1\"")];

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_conflict_with_a_write_under_way_is_sent_again_until_S3_says_who_was_first()
    {
        await using var s3 = new FakeAws(Error(409, "ConditionalRequestConflict"), Error(409, "ConditionalRequestConflict"), Error(412, "PreconditionFailed"));
        using var objects = Objects(s3);
        Assert.False(await objects.PutAsync("a/b", new byte[] { 1, 2 }, onlyNew: true, Cancel));
        Assert.Equal(3, s3.Requests.Count);
        Assert.All(s3.Requests, request => Assert.Equal("*", request.Headers["If-None-Match"]));
        Assert.All(s3.Requests, request => Assert.Equal([1, 2], request.Body));
    }

    [Fact]
    public async Task A_busy_S3_is_asked_again()
    {
        await using var s3 = new FakeAws(Error(503, "SlowDown"), new Reply.Reset(), Reply.Error(200, "", ETag));
        using var objects = Objects(s3);
        Assert.True(await objects.PutAsync("a", new byte[] { 1 }, onlyNew: true, Cancel));
        Assert.Equal(3, s3.Requests.Count);
    }

    [Theory]
    [InlineData(403, "AccessDenied", "access denied", "s3:PutObject")]
    [InlineData(403, "InvalidAccessKeyId", "does not accept the credentials", "Log in again")]
    [InlineData(404, "NoSuchBucket", "there is no bucket results", "correct its name")]
    [InlineData(301, "PermanentRedirect", "in another region", "AWS_REGION")]
    [InlineData(400, "InvalidRequest", "InvalidRequest", "told so")]
    public async Task A_refusal_says_why_and_what_to_do(int status, string code, params string[] told)
    {
        await using var s3 = new FakeAws(Error(status, code));
        using var objects = Objects(s3);
        var refused = await Assert.ThrowsAsync<ResultStoreException>(() => objects.PutAsync("team/a", new byte[] { 1 }, onlyNew: false, Cancel));
        Assert.Equal("results.not-written", refused.Code);
        Assert.StartsWith("A result can't be written to s3://results/team/a: ", refused.Message, StringComparison.Ordinal);
        Assert.All(told, text => Assert.Contains(text, refused.Message, StringComparison.Ordinal));
    }

    [Fact]
    public async Task An_object_that_is_not_there_is_none()
    {
        await using var s3 = new FakeAws(Error(404, "NoSuchKey"));
        using var objects = Objects(s3);
        Assert.Null(await objects.GetAsync("a", range: null, Cancel));
    }

    [Fact]
    public async Task A_list_of_more_than_one_page_is_read_to_its_end()
    {
        const string page = """<ListBucketResult><IsTruncated>{0}</IsTruncated>{1}<Contents><Key>log/{2}</Key></Contents></ListBucketResult>""";
        await using var s3 = new FakeAws(
            Xml(string.Format(page, "true", "<NextContinuationToken>t+1</NextContinuationToken>", 1)),
            Xml(string.Format(page, "true", "<NextContinuationToken>t+2</NextContinuationToken>", 2)),
            Xml(string.Format(page, "false", "", 3)));
        using var objects = Objects(s3);
        var keys = new List<string>();
        await foreach (var key in objects.ListAsync("log/", Cancel))
            keys.Add(key);
        Assert.Equal(["log/1", "log/2", "log/3"], keys);
        Assert.Equal([false, true, true], s3.Requests.Select(request => request.Line.Contains("continuation-token=t%2B", StringComparison.Ordinal)));
    }

    [Fact]
    public async Task A_store_that_nothing_answers_for_is_named()
    {
        Uri address;
        await using (var s3 = new FakeAws(Reply.Ok()))
            address = s3.Endpoint;
        using var objects = new S3Objects(new S3ResultStoreOptions { Bucket = "results", Aws = Options(address) with { MaxErrorRetry = 0 } });
        var failed = await Assert.ThrowsAsync<ResultStoreException>(() => objects.GetAsync("a", range: null, Cancel));
        Assert.Equal("results.unreadable", failed.Code);
        Assert.Contains("S3 can't be reached", failed.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_cancelled_call_is_a_cancelled_call()
    {
        await using var s3 = new FakeAws(new Reply.Silence());
        using var objects = Objects(s3);
        using var cancel = new CancellationTokenSource();
        var put = objects.PutAsync("a", new byte[] { 1 }, onlyNew: true, cancel.Token);
        await s3.ArrivalAsync(Cancel);
        await cancel.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => put);
    }

    [Theory]
    [InlineData(null, "PUT /results/a ")]
    [InlineData(true, "PUT /results/a ")]
    public async Task An_address_of_ones_own_has_the_bucket_in_its_path(bool? pathStyle, string line)
    {
        await using var s3 = new FakeAws(Reply.Error(200, "", ETag));
        using var objects = new S3Objects(new S3ResultStoreOptions { Bucket = "results", UsePathStyle = pathStyle, Aws = Options(s3.Endpoint) });
        await objects.PutAsync("a", new byte[] { 1 }, onlyNew: false, Cancel);
        Assert.StartsWith(line, Assert.Single(s3.Requests).Line, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("s3://bucket", "bucket", "")]
    [InlineData("s3://bucket/", "bucket", "")]
    [InlineData("s3://bucket/a/b/", "bucket", "a/b/")]
    [InlineData("s3://bucket/a", "bucket", "a/")]
    public void An_address_is_a_bucket_and_a_prefix(string address, string bucket, string prefix) =>
        Assert.Equal((bucket, prefix), (S3ResultStoreOptions.Parse(address).Bucket, S3ResultStoreOptions.Parse(address).Prefix));

    [Theory]
    [InlineData("bucket")]
    [InlineData("s3://")]
    [InlineData("s3:///a")]
    [InlineData("https://bucket.s3.amazonaws.com/a")]
    public void What_is_no_address_is_told(string address) =>
        Assert.Contains("s3://BUCKET/PREFIX", Assert.Throws<ArgumentException>(() => S3ResultStoreOptions.Parse(address)).Message, StringComparison.Ordinal);

    private static S3Objects Objects(FakeAws s3) => new(new S3ResultStoreOptions { Bucket = "results", Aws = Options(s3.Endpoint) });

    private static Slipway.Aws.AwsClientOptions Options(Uri endpoint) => new()
    {
        Region = "eu-central-1",
        EndpointUrl = endpoint,
        Credentials = new Amazon.Runtime.BasicAWSCredentials("test", "test"),
        MaxErrorRetry = 6,
    };

    private static Reply Xml(string body) => Reply.Error(200, body, ("Content-Type", "application/xml"));

    private static Reply Error(int status, string code) => Reply.Error(
        status, $"""<?xml version="1.0" encoding="UTF-8"?><Error><Code>{code}</Code><Message>told so</Message><RequestId>r</RequestId></Error>""", ("Content-Type", "application/xml"));
}
