using System.Net;
using System.Security.Cryptography;
using System.Text;
using Slipway.LocalEcs.Images;

namespace Slipway.LocalEcs.Tests.Images;

/// <summary>What a small registry does not do by itself: pages, an index over platforms, a tag that vanishes.</summary>
public sealed class OciRegistryImagesTests
{
    private const string Config = """{"created":"2026-01-02T03:04:05Z"}""";
    private static readonly string Platform = $$"""{"mediaType":"application/vnd.oci.image.manifest.v1+json","config":{"digest":"{{Digest(Config)}}","size":5},"layers":[{"size":7},{"size":8}]}""";
    private static readonly string Index = $$"""{"mediaType":"application/vnd.oci.image.index.v1+json","manifests":[{"digest":"{{Digest(Platform)}}"}]}""";

    [Fact]
    public async Task Tags_of_all_pages_are_there_and_the_manifest_under_an_index_as_well()
    {
        using var registry = Registry();
        using var http = new HttpClient(registry);
        var images = new OciRegistryImages(http, new Uri("http://registry/"));

        var found = await images.ListAsync("job", TestContext.Current.CancellationToken);
        await images.ListAsync("job", TestContext.Current.CancellationToken);

        Assert.Equal([(Digest(Index), "1.0.0"), (Digest(Platform), "1.0.1")], found.Select(image => (image.Digest, Assert.Single(image.Tags))));
        Assert.Equal((20L, Platform), (found[1].SizeBytes, found[1].Manifest));
        Assert.All(found, image => Assert.Equal(new DateTimeOffset(2026, 1, 2, 3, 4, 5, TimeSpan.Zero), image.PushedAt));
        Assert.Equal(1, registry.Calls["/v2/job/blobs/" + Digest(Config)]);
        Assert.Empty(await images.ListAsync("no", TestContext.Current.CancellationToken));
    }

    private static FakeRegistry Registry() => new()
    {
        ["/v2/job/tags/list?n=1000"] = ("""{"tags":["1.0.0","gone"]}""", "</v2/job/tags/list?n=1000&last=gone>; rel=\"next\""),
        ["/v2/job/tags/list?n=1000&last=gone"] = ("""{"tags":["1.0.1"]}""", null),
        ["/v2/job/manifests/1.0.0"] = (Index, null),
        ["/v2/job/manifests/1.0.1"] = (Platform, null),
        ["/v2/job/manifests/" + Digest(Platform)] = (Platform, null),
        ["/v2/job/blobs/" + Digest(Config)] = (Config, null),
    };

    private static string Digest(string text) => "sha256:" + Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text)));

    private sealed class FakeRegistry : HttpMessageHandler
    {
        private readonly Dictionary<string, (string Body, string? Link)> _answers = new(StringComparer.Ordinal);

        public Dictionary<string, int> Calls { get; } = new(StringComparer.Ordinal);

        public (string Body, string? Link) this[string path]
        {
            set => _answers[path] = value;
        }

        protected override Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
        {
            var path = request.RequestUri!.PathAndQuery;
            Calls[path] = Calls.GetValueOrDefault(path) + 1;
            if (!_answers.TryGetValue(path, out var answer))
                return Task.FromResult(new HttpResponseMessage(HttpStatusCode.NotFound));

            var response = new HttpResponseMessage(HttpStatusCode.OK) { Content = new ByteArrayContent(Encoding.UTF8.GetBytes(answer.Body)) };
            if (answer.Link is { } link)
                response.Headers.TryAddWithoutValidation("Link", link);
            return Task.FromResult(response);
        }
    }
}
