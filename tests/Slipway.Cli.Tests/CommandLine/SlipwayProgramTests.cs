using Slipway.Cli.CommandLine;

namespace Slipway.Cli.Tests.CommandLine;

public sealed class SlipwayProgramTests : IDisposable
{
    private readonly TestFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task Nothing_asked_shows_the_commands()
    {
        var context = TestContexts.In(_folder.Path);
        Assert.Equal(ExitCodes.Success, await SlipwayProgram.RunAsync([], context));
        Assert.StartsWith("Usage: slipway COMMAND [options]", context.OutText(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(new[] { "cnfig" }, "'slipway' has no command 'cnfig'. Did you mean 'config'?")]
    [InlineData(new[] { "config", "show", "--jsn" }, "'slipway config show' has no option '--jsn'. Did you mean '--json'?")]
    [InlineData(new[] { "config", "show", "word" }, "'slipway config show' does not take 'word': that is one word too many.")]
    [InlineData(new[] { "config", "show", "--", "word" }, "'slipway config show' takes nothing after '--'.")]
    public async Task A_slip_of_the_finger_is_answered_with_what_was_meant(string[] arguments, string message)
    {
        var context = TestContexts.In(_folder.Path);
        Assert.Equal(ExitCodes.BadInput, await SlipwayProgram.RunAsync(arguments, context));
        Assert.Contains($"slipway: {message}\n  code: input.command-line\n", context.ErrorText(), StringComparison.Ordinal);
        Assert.Empty(context.OutText());
    }

    [Fact]
    public async Task Values_of_variables_for_containers_are_not_shown()
    {
        _folder.Write("slipway.yaml", "defaults: {env: {A: hidden-1}, raw: {x: hidden-2}, logs: {driver: splunk, options: {splunk-token: hidden-3}}}");
        foreach (var arguments in new[] { new[] { "config", "show" }, ["config", "show", "--json"] })
        {
            var context = TestContexts.In(_folder.Path);
            Assert.Equal(ExitCodes.Success, await SlipwayProgram.RunAsync(arguments, context));
            Assert.DoesNotContain("hidden", context.OutText(), StringComparison.Ordinal);
            Assert.Contains("defaults.env.A", context.OutText(), StringComparison.Ordinal);
        }
    }
}
