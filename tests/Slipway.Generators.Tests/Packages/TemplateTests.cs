using Slipway.TestKits;

namespace Slipway.Generators.Tests.Packages;

/// <summary><c>dotnet new slipway-flow</c>, with the package as a user gets it.</summary>
[Trait("needs", "packaging")]
public sealed class TemplateTests(PackedSlipway package) : IClassFixture<PackedSlipway>
{
    [Fact]
    public async Task The_template_makes_a_project_that_runs()
    {
        var hive = Path.Combine(package.Folder, "hive");
        await PackedSlipway.DotnetAsync(package.Folder, "new", "install", Repository.Path("templates", "slipway-flow"), "--debug:custom-hive", hive);
        await PackedSlipway.DotnetAsync(package.Folder, "new", "slipway-flow", "-n", "MyFlows", "--slipwayVersion", package.Version, "--debug:custom-hive", hive);
        var output = await PackedSlipway.DotnetAsync(Path.Combine(package.Folder, "MyFlows"), "run", "--", "run", "daily-orders", "--day", "2026-01-31");
        Assert.Contains("daily-orders", output, StringComparison.Ordinal);
        Assert.Contains("extract", output, StringComparison.Ordinal);
    }
}
