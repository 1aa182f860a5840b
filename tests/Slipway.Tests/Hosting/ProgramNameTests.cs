using Slipway.Hosting.CommandLine;

namespace Slipway.Tests.Hosting;

public sealed class ProgramNameTests
{
    [Theory]
    [InlineData("/usr/lib/dotnet/dotnet", "/app/MyFlows.dll", "/app", false, "dotnet MyFlows.dll")]
    [InlineData("/usr/lib/dotnet/dotnet", "/app/MyFlows.dll", "/home/me", false, "dotnet /app/MyFlows.dll")]
    [InlineData("/home/me/shop/bin/Debug/net10.0/shop", "/home/me/shop/bin/Debug/net10.0/shop.dll", "/home/me/shop", true, "dotnet run --")]
    [InlineData("/home/me/shop/bin/Debug/net10.0/shop", "/home/me/shop/bin/Debug/net10.0/shop.dll", "/home/me/shop", false, "bin/Debug/net10.0/shop")]
    [InlineData("/app/shop", "/app/shop.dll", "/app", false, "./shop")]
    [InlineData("/my app/shop", "/my app/shop.dll", "/", false, "'my app/shop'")]
    public void A_program_is_named_as_it_would_be_started_again(string process, string assembly, string directory, bool project, string expected) =>
        Assert.Equal(expected, ProgramName.Of(process, assembly, directory, _ => project));
}
