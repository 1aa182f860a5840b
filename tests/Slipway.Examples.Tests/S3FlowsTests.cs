using System.Text;
using Amazon.S3;
using DataFlows;
using Microsoft.Extensions.DependencyInjection;
using Slipway.Core.Runs;
using Slipway.Testing;

namespace Slipway.Examples.Tests;

public sealed class S3FlowsTests : IDisposable
{
    private readonly Shop _shop = new();
    private readonly MemoryS3 _s3 = new();

    public S3FlowsTests()
    {
        for (var i = 0; i < 5; i++)
            _s3.Objects[$"texts/text/{i}.txt"] = Encoding.UTF8.GetBytes($"the text {i}.\n");
        _s3.Objects["texts/other"] = [1];
    }

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    public void Dispose()
    {
        _s3.Dispose();
        _shop.Dispose();
    }

    [Fact]
    public async Task A_download_as_a_plain_method()
    {
        var result = await new S3Download(_s3).RunAsync("texts", "text/", _shop.Folder, Cancel);
        Assert.Equal(new S3Download.Downloaded(5, 60), result);
        Assert.Equal("the text 3.\n", await File.ReadAllTextAsync(_shop.PathOf("text/3.txt"), Cancel));
        Assert.False(File.Exists(_shop.PathOf("other")));
    }

    [Fact]
    public async Task A_key_that_leads_out_of_the_folder_is_refused()
    {
        _s3.Objects["texts/text/../../../x"] = [1];
        await Assert.ThrowsAsync<InvalidDataException>(() => new S3Download(_s3).RunAsync("texts", "text/", _shop.PathOf("in"), Cancel));
        Assert.False(File.Exists(_shop.PathOf("x")));
    }

    [Fact]
    public async Task A_download_that_fails_is_tried_again()
    {
        var test = Test().Fail("download text/2.txt", times: 2, with: () => new HttpRequestException("503"));
        var run = await test.RunAsync(typeof(S3Download).Assembly, "s3-download", new { bucket = "texts", prefix = "text/", folder = _shop.Folder }, Cancel);
        Assert.Equal(5, run.ThrowIfNotCompleted().Value<S3Download.Downloaded>().Objects);
        Assert.Equal(3, run.Task("download text/2.txt").Attempts);
        Assert.Equal(TimeSpan.FromSeconds(2 + 4), run.Duration);
    }

    [Fact]
    public async Task Texts_as_plain_methods()
    {
        Assert.Equal([("a", 2), ("ship", 1)], TextStream.CountWords("A ship, a").OrderBy(pair => pair.Word, StringComparer.Ordinal));
        Assert.Equal(7, await new TextStream(_s3).RunAsync("texts", "text/", _shop.PathOf("words.db"), Cancel));
        Assert.Equal(5L, await Shop.AskAsync(_shop.PathOf("words.db"), "SELECT count FROM words WHERE word = 'text'", Cancel));
        Assert.DoesNotContain(_s3.Keys, key => key.Contains("staging", StringComparison.Ordinal));
    }

    [Fact]
    public async Task What_was_staged_is_removed_also_after_a_failure()
    {
        var test = Test().FailAlways("load");
        var run = await test.RunAsync(typeof(TextStream).Assembly, "text-stream", new { bucket = "texts", target = _shop.PathOf("words.db") }, Cancel);
        Assert.Equal(RunState.Failed, run.State);
        Assert.Equal(5, run.Tasks("stage").Count);
        Assert.Equal(RunState.Completed, run.Task("clean-up").State);
        Assert.DoesNotContain(_s3.Keys, key => key.Contains("staging", StringComparison.Ordinal));
    }

    private FlowTest Test()
    {
        var test = new FlowTest();
        test.Services.AddSingleton<IAmazonS3>(_s3).AddTransient<S3Download>().AddTransient<TextStream>();
        return test;
    }
}
