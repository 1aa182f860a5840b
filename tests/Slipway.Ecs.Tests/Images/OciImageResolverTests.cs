using System.Net;
using System.Text;
using Slipway.Core.Containers;
using Slipway.Core.Images;
using Slipway.Ecs.Images;
using Slipway.TestKits.Time;

namespace Slipway.Ecs.Tests.Images;

public sealed class OciImageResolverTests : IAsyncDisposable
{
    private readonly FakeRegistry _registry = new();
    private readonly MemoryPinStore _pins = new();

    private static CancellationToken Cancelled => TestContext.Current.CancellationToken;

    public ValueTask DisposeAsync() => _registry.DisposeAsync();

    [Fact]
    public async Task A_tag_is_pinned_to_the_digest_of_its_index_with_the_platforms_beneath()
    {
        var digest = _registry.Push("team/app", "1.0.1", "a", "linux/amd64", "linux/arm64", "unknown/unknown");

        var image = await ResolveAsync("team/app:1.0.1");

        Assert.Equal($"{_registry.Host}/team/app@{digest}", image.Reference);
        Assert.Equal((digest, "1.0.1", FakeRegistry.Index, null, false), (image.Digest, image.Tag, image.MediaType, image.MovedFrom, image.IsPrivateEcr));
        Assert.Equal(["linux/amd64", "linux/arm64"], image.Platforms.Select(platform => platform.ToString()));
        Assert.Equal("team/app:1.0.1", image.Version);
    }

    [Fact]
    public async Task A_single_manifest_is_pinned_too()
    {
        var digest = _registry.Push("app", "1.0.1");

        var image = await ResolveAsync("app:1.0.1", new() { Architecture = CpuArchitecture.Arm64 });

        Assert.Equal((digest, FakeRegistry.Manifest), (image.Digest, image.MediaType));
        Assert.Empty(image.Platforms);
    }

    [Fact]
    public async Task A_range_chooses_its_highest_version_from_every_page_of_tags()
    {
        _registry.PageSize = 2;
        foreach (var tag in (string[])["1.0.0", "1.0.9", "1.0.10", "1.1.0-rc.1", "2.0.0", "latest"])
            _registry.Push("app", tag, tag);

        Assert.Equal("1.0.10", (await ResolveAsync("app:^1.0")).Tag);
        Assert.Equal("1.1.0-rc.1", (await ResolveAsync("app:^1.0", new() { IncludePrereleases = true })).Tag);
        Assert.Equal(3, _registry.Requests.Count(request => request.StartsWith("/v2/app/tags/list", StringComparison.Ordinal)) / 2);
    }

    [Fact]
    public async Task A_digest_is_looked_up_as_it_is_and_a_tag_beside_it_is_a_remark()
    {
        var digest = _registry.Push("app", "1.0.1");

        Assert.Equal((digest, null), (await ResolveAsync($"app@{digest}")) is var image ? (image.Digest, image.Tag) : default);
        Assert.Equal("1.0.1", (await ResolveAsync($"app:1.0.1@{digest}")).Tag);
    }

    [Fact]
    public async Task Without_a_version_latest_is_meant()
    {
        _registry.Push("app", "latest");

        Assert.Equal("latest", (await ResolveAsync("app")).Tag);
    }

    [Fact]
    public async Task A_version_that_moved_is_told_with_the_digest_it_had_and_a_name_that_moves_is_not()
    {
        var before = _registry.Push("app", "1.0.1", "first");
        _registry.Push("app", "1.0", "first");
        Assert.Null((await ResolveAsync("app:1.0.1")).MovedFrom);
        Assert.Null((await ResolveAsync("app:1.0")).MovedFrom);
        Assert.Null((await ResolveAsync("app:1.0.1")).MovedFrom);

        _registry.Push("app", "1.0.1", "second");
        _registry.Push("app", "1.0", "second");

        Assert.Equal(before, (await ResolveAsync("app:1.0.1")).MovedFrom);
        Assert.Null((await ResolveAsync("app:1.0")).MovedFrom);
    }

    [Fact]
    public async Task Versions_are_listed_highest_first()
    {
        foreach (var tag in (string[])["1.0.0", "1.2.0", "2.0.0-rc.1", "latest", "1.10.0"])
            _registry.Push("app", tag, tag);
        using var resolver = Resolver();
        var repository = ImageReference.Parse($"{_registry.Host}/app");

        Assert.Equal(["2.0.0-rc.1", "1.10.0", "1.2.0", "1.0.0"], (await resolver.ListVersionsAsync(repository, null, new(), Cancelled)).Select(version => version.Tag));
        Assert.Equal(["1.10.0", "1.2.0"], (await resolver.ListVersionsAsync(repository, VersionRange.Parse(">=1.2"), new(), Cancelled)).Select(version => version.Tag));
    }

    [Fact]
    public async Task An_anonymous_token_is_fetched_when_the_registry_wants_one()
    {
        _registry.WantsToken = true;
        _registry.Push("team/app", "1.0.1");

        await ResolveAsync("team/app:^1.0");

        Assert.Equal(
            ["/v2/team/app/tags/list", "/token", "/v2/team/app/tags/list Bearer", "/v2/team/app/manifests/1.0.1 Bearer"], _registry.Requests);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_login_opens_a_private_registry(bool byToken)
    {
        (_registry.WantsToken, _registry.WantsBasic, _registry.Login) = (byToken, !byToken, "ana:secret");
        _registry.Push("app", "1.0.1");
        var secrets = new FakeSecrets("""{"username":"ana","password":"secret"}""");

        Assert.Equal("1.0.1", (await ResolveAsync("app:1.0.1", WithLogin(), secrets)).Tag);
        Assert.Equal(["registry"], secrets.Asked);
    }

    [Theory]
    [InlineData("not json")]
    [InlineData("""{"user":"ana"}""")]
    public async Task A_secret_that_is_no_login_is_told_without_its_value(string secret)
    {
        (_registry.WantsToken, _registry.Login) = (true, "ana:secret");

        var thrown = await FailsAsync("app:1.0.1", "image.bad-credentials", WithLogin(), new FakeSecrets(secret));

        Assert.DoesNotContain(secret, thrown.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_wrong_login_is_told_with_what_to_do()
    {
        (_registry.WantsToken, _registry.Login) = (true, "ana:secret");
        _registry.Push("app", "1.0.1");

        Assert.Contains("repositoryCredentials", (await FailsAsync("app:1.0.1", "image.access-denied")).Message, StringComparison.Ordinal);
        await FailsAsync("app:1.0.1", "image.access-denied", WithLogin(), new FakeSecrets("""{"username":"ana","password":"wrong"}"""));
    }

    [Fact]
    public async Task Credentials_do_not_follow_a_redirect_to_another_host()
    {
        await using var other = new FakeRegistry();
        (_registry.WantsBasic, _registry.Login) = (true, "ana:secret");
        var digest = other.Push("app", "1.0.1");
        _registry.Misbehave = context =>
        {
            if (context.Request.Headers["Authorization"] is null)
                return false;
            context.Response.RedirectLocation = $"http://{other.Host}{context.Request.Url!.AbsolutePath}";
            FakeRegistry.Answer(context, 307, []);
            return true;
        };

        var image = await ResolveAsync("app:1.0.1", WithLogin(), new FakeSecrets("""{"username":"ana","password":"secret"}"""));

        Assert.Equal(digest, image.Digest);
        Assert.Equal(["/v2/app/manifests/1.0.1"], other.Requests);
    }

    [Fact]
    public async Task A_missing_version_is_told_with_the_ones_there_are()
    {
        _registry.Push("app", "1.0.0");
        _registry.Push("app", "1.0.1");

        Assert.Contains("there are: 1.0.1, 1.0.0.", (await FailsAsync("app:1.0.2", "image.not-found")).Message, StringComparison.Ordinal);
        Assert.Contains("there are: 1.0.1, 1.0.0.", (await FailsAsync("app:^2", "image.no-matching-version")).Message, StringComparison.Ordinal);
        Assert.Contains("There is no repository", (await FailsAsync("other:1.0.0", "image.not-found")).Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_missing_platform_is_told_with_the_ones_there_are()
    {
        _registry.Push("app", "1.0.1", "a", "linux/amd64", "windows/amd64");

        var thrown = await FailsAsync("app:1.0.1", "image.platform-missing", new() { Architecture = CpuArchitecture.Arm64 });

        Assert.Contains("was not built for linux/arm64; it has linux/amd64, windows/amd64", thrown.Message, StringComparison.Ordinal);
        Assert.NotNull(await ResolveAsync("app:1.0.1", new() { Architecture = CpuArchitecture.X64 }));
    }

    [Fact]
    public async Task Other_content_than_the_digest_asked_for_is_refused()
    {
        var digest = _registry.Push("app", "1.0.1");
        _registry.Misbehave = context =>
        {
            FakeRegistry.Answer(context, 200, """{"schemaVersion":2,"config":{"marker":"evil"}}"""u8.ToArray(), FakeRegistry.Manifest);
            return true;
        };

        await FailsAsync($"app@{digest}", "image.bad-answer");
    }

    [Theory]
    [InlineData("not json", FakeRegistry.Manifest)]
    [InlineData("[]", FakeRegistry.Manifest)]
    [InlineData("""{"manifests":1}""", FakeRegistry.Index)]
    [InlineData("""{"mediaType":"application/vnd.docker.distribution.manifest.v1+json"}""", FakeRegistry.Manifest)]
    public async Task Nonsense_is_refused(string body, string type)
    {
        _registry.Push("app", "1.0.1", Encoding.UTF8.GetBytes(body), type);

        await FailsAsync("app:1.0.1", "image.bad-answer");
    }

    [Fact]
    public async Task An_answer_without_end_is_cut_off()
    {
        _registry.Misbehave = context =>
        {
            context.Response.SendChunked = true;
            var chunk = new byte[64 * 1024];
            for (var i = 0; i < 200; i++)
                context.Response.OutputStream.Write(chunk);
            return true;
        };

        Assert.Contains("more than 4 MiB", (await FailsAsync("app:1.0.1", "image.bad-answer")).Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Redirects_in_circles_end()
    {
        _registry.Misbehave = context =>
        {
            context.Response.RedirectLocation = context.Request.Url!.ToString();
            FakeRegistry.Answer(context, 302, []);
            return true;
        };

        Assert.Contains("in circles", (await FailsAsync("app:1.0.1", "image.bad-answer")).Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_redirect_to_plain_http_elsewhere_is_refused()
    {
        _registry.Misbehave = context =>
        {
            context.Response.RedirectLocation = "http://registry.example/v2/";
            FakeRegistry.Answer(context, 302, []);
            return true;
        };

        Assert.Contains("must use https", (await FailsAsync("app:1.0.1", "image.bad-answer")).Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_failure_that_passes_is_tried_again()
    {
        var time = new ManualTimeProvider();
        var failures = 2;
        _registry.Push("app", "1.0.1");
        _registry.Misbehave = context => failures-- > 0 && Busy(context);

        var resolving = ResolveAsync("app:1.0.1", time: time);
        await PassRetriesAsync(time);

        Assert.Equal("1.0.1", (await resolving).Tag);
    }

    [Fact]
    public async Task A_failure_that_stays_is_told()
    {
        var time = new ManualTimeProvider();
        _registry.Misbehave = Busy;

        var resolving = ResolveAsync("app:1.0.1", time: time);
        await PassRetriesAsync(time);

        var thrown = await Assert.ThrowsAsync<ImageException>(() => resolving);
        Assert.Equal("image.registry-failed", thrown.Code);
        Assert.Contains("answered 503 for", thrown.Message, StringComparison.Ordinal);
        Assert.Equal(3, _registry.Requests.Count);
    }

    [Fact]
    public async Task A_registry_that_is_not_there_is_told()
    {
        var time = new ManualTimeProvider();
        await _registry.DisposeAsync();

        var resolving = ResolveAsync("app:1.0.1", time: time);
        await PassRetriesAsync(time);

        Assert.Equal("image.registry-unreachable", (await Assert.ThrowsAsync<ImageException>(() => resolving)).Code);
    }

    [Fact]
    public async Task A_registry_that_never_answers_is_given_up()
    {
        var time = new ManualTimeProvider();
        _registry.Misbehave = _ => true;

        var resolving = ResolveAsync("app:1.0.1", time: time);
        foreach (var seconds in (double[])[30, 0.5, 30, 2, 30])
            await PassAsync(time, TimeSpan.FromSeconds(seconds));

        var thrown = await Assert.ThrowsAsync<ImageException>(() => resolving);
        Assert.Equal("image.registry-unreachable", thrown.Code);
        Assert.Contains("within 30 seconds", thrown.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("nginx:1.27", null, "docker.io/library/nginx:1.27")]
    [InlineData("org/app:1", null, "docker.io/org/app:1")]
    [InlineData("docker.io/nginx:1", "ghcr.io", "docker.io/library/nginx:1")]
    [InlineData("app:1", "ghcr.io/org", "ghcr.io/org/app:1")]
    [InlineData("app:^1.0", "111122223333.dkr.ecr.eu-west-1.amazonaws.com/", "111122223333.dkr.ecr.eu-west-1.amazonaws.com/app:^1.0")]
    [InlineData("quay.io/org/app:1", "ghcr.io", "quay.io/org/app:1")]
    public void A_name_without_registry_gets_the_default_one(string image, string? registry, string located) =>
        Assert.Equal(located, ImageResolver.Locate(ImageReference.Parse(image), new() { DefaultRegistry = registry }).ToString());

    [Fact]
    public void A_default_registry_that_is_no_host_is_told() =>
        Assert.Equal("image.bad-reference", Assert.Throws<ImageException>(() => ImageResolver.Locate(ImageReference.Parse("a:1"), new() { DefaultRegistry = "team" })).Code);

    private static ImageResolutionOptions WithLogin() =>
        SecretReference.TryParse("secretsmanager:registry", out var reference, out _) ? new() { RepositoryCredentials = reference } : throw new InvalidOperationException();

    private static bool Busy(HttpListenerContext context)
    {
        FakeRegistry.Answer(context, 503, "busy"u8.ToArray());
        return true;
    }

    private static async Task PassRetriesAsync(ManualTimeProvider time)
    {
        await PassAsync(time, TimeSpan.FromMilliseconds(500));
        await PassAsync(time, TimeSpan.FromSeconds(2));
    }

    private static async Task PassAsync(ManualTimeProvider time, TimeSpan wait)
    {
        await time.WaitForTimerAsync(wait, Cancelled);
        time.Advance(wait);
    }

    private ImageResolver Resolver(FakeSecrets? secrets = null, TimeProvider? time = null) =>
        new(_ => throw new InvalidOperationException("no ECR here"), secrets ?? new FakeSecrets(), _pins, time ?? TimeProvider.System);

    private async Task<ResolvedImage> ResolveAsync(string image, ImageResolutionOptions? options = null, FakeSecrets? secrets = null, TimeProvider? time = null)
    {
        using var resolver = Resolver(secrets, time);
        return await resolver.ResolveAsync(ImageReference.Parse(image), (options ?? new()) with { DefaultRegistry = _registry.Host }, Cancelled);
    }

    private async Task<ImageException> FailsAsync(string image, string code, ImageResolutionOptions? options = null, FakeSecrets? secrets = null)
    {
        var thrown = await Assert.ThrowsAsync<ImageException>(() => ResolveAsync(image, options, secrets));
        Assert.Equal(code, thrown.Code);
        return thrown;
    }
}
