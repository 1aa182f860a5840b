using Slipway.EndToEnd.Tests.Harness;

namespace Slipway.EndToEnd.Tests.Images;

public sealed class ImagesTests(LocalPlace place) : IClassFixture<LocalPlace>
{
    [Fact]
    [Covers("images")]
    [Covers("images versions", "--json")]
    public async Task Versions_are_listed_the_highest_first()
    {
        Assert.Equal("2.0.0\n1.1.0-beta.1\n1.0.1\n1.0.0\n", (await place.LocalAsync("images versions", "job")).Exited(0).Output);
        Assert.Equal("1.0.1\n1.0.0\n", (await place.LocalAsync("images versions", "job", "^1.0")).Exited(0).Output);
        var json = (await place.LocalAsync("images versions", "job", "^1.0", "--json")).Exited(0).Json();
        Assert.Equal("""{"repository":"job","range":"^1.0","versions":["1.0.1","1.0.0"]}""", json.ToJsonString(new() { Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping }));
    }

    [Fact]
    public async Task What_is_not_there_is_told()
    {
        Assert.Contains("job has no version in ^3.0", (await place.LocalAsync("images versions", "job", "^3.0")).Exited(0).Error, StringComparison.Ordinal);
        Assert.Contains("'job:1.0.0' is more than a repository. Write 'slipway images versions job'", (await place.LocalAsync("images versions", "job:1.0.0")).Exited(123).Error, StringComparison.Ordinal);
        Assert.Contains("code: image.", (await place.LocalAsync("images versions", "nothing")).Exited(123).Error, StringComparison.Ordinal);
        Assert.Contains("code: version.bad-range", (await place.LocalAsync("images versions", "job", "newest")).Exited(123).Error, StringComparison.Ordinal);
    }
}
