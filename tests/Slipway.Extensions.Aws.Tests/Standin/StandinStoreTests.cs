using Slipway.Results;
using Slipway.Tests.Results;

namespace Slipway.Extensions.Aws.Tests.Standin;

/// <summary>What every result store does, against an independent S3.</summary>
[Collection(nameof(BucketCollection))]
[Trait("needs", "aws-standin")]
public sealed class StandinStoreTests : ResultStoreConformance, IDisposable
{
    private readonly Bucket _bucket;
    private readonly string _prefix = Guid.NewGuid().ToString("N");
    private readonly S3ResultStore _store;

    public StandinStoreTests(Bucket bucket)
    {
        _bucket = bucket;
        _store = new S3ResultStore(bucket.Results(_prefix));
    }

    protected override IResultStore Store => _store;

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    public void Dispose() => _store.Dispose();

    [Fact]
    public async Task Content_in_parts_comes_back_whole()
    {
        var content = new byte[20_000_000];
        new Random(2).NextBytes(content);
        await using var run = await _store.OpenAsync("run-1", Cancel);
        var name = await run.WriteLargeAsync(new RecordedSlot(new ResultKey(1, 2), 0), new MemoryStream(content), Cancel);
        await using var stream = await run.OpenLargeAsync(name, Cancel);
        using var copy = new MemoryStream();
        await stream.CopyToAsync(copy, Cancel);
        Assert.True(copy.ToArray().AsSpan().SequenceEqual(content));

        using var client = _bucket.Client();
        var stored = await client.ListObjectsV2Async(new Amazon.S3.Model.ListObjectsV2Request { BucketName = Bucket.Name, Prefix = $"{_prefix}/runs/run-1/large/" }, Cancel);
        Assert.Equal(content.Length, Assert.Single(stored.S3Objects).Size);
        Assert.EndsWith("-3\"", stored.S3Objects[0].ETag, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_bucket_that_is_not_there_is_named_with_the_next_step()
    {
        using var store = new S3ResultStore(new S3ResultStoreOptions { Bucket = "nowhere", Aws = _bucket.Options });
        var opening = await Assert.ThrowsAsync<ResultStoreException>(async () => await store.OpenAsync("run-1", Cancel));
        Assert.Equal("results.unreadable", opening.Code);
        Assert.Contains("there is no bucket nowhere. Make it, or correct its name.", opening.Message, StringComparison.Ordinal);
        Assert.Equal("results.not-written", (await Assert.ThrowsAsync<ResultStoreException>(async () => await store.KeepOrderAsync("run-1", new byte[] { 1 }, Cancel))).Code);
        Assert.Equal("results.unreadable", (await Assert.ThrowsAsync<ResultStoreException>(async () => await store.FindOrderAsync("run-1", Cancel))).Code);
    }

    [Fact]
    public async Task Objects_are_encrypted_with_the_key_that_was_named()
    {
        using var store = new S3ResultStore(_bucket.Results(_prefix) with { KmsKeyId = "alias/results" });
        await using var run = await store.OpenAsync("run-1", Cancel);
        await run.WriteLargeAsync(new RecordedSlot(new ResultKey(1, 2), 0), new MemoryStream(new byte[9_000_000]), Cancel);
        using var client = _bucket.Client();
        var stored = await client.ListObjectsV2Async(new Amazon.S3.Model.ListObjectsV2Request { BucketName = Bucket.Name, Prefix = _prefix }, Cancel);
        Assert.Equal(2, stored.S3Objects.Count);
        foreach (var found in stored.S3Objects)
        {
            var about = await client.GetObjectMetadataAsync(Bucket.Name, found.Key, Cancel);
            Assert.Equal(("aws:kms", "alias/results"), (about.ServerSideEncryptionMethod.Value, about.ServerSideEncryptionKeyManagementServiceKeyId));
        }
    }

    [Fact]
    public Task A_killed_flow_always_finishes_alike_and_runs_nothing_again_that_was_recorded() =>
        KillScenario.RunAsync(kills: 6, _store, $"s3://{Bucket.Name}/{_prefix}", _bucket.Environment);
}
