using System.Text.Json.Nodes;
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
    [InlineData(new[] { "revisions", "list", "--limit", "abc" }, "--limit: 'abc' is not a whole number. Lists at most so many. Default: 100.")]
    [InlineData(new[] { "revisions", "list", "--limit" }, "--limit needs N. Lists at most so many. Default: 100.")]
    [InlineData(new[] { "run", "job:1.0.0", "--env" }, "--env needs NAME=VALUE. An environment variable of the container; NAME alone passes on your own. May be given several times.")]
    [InlineData(new[] { "run", "job:1.0.0", "--cpu", "1", "--cpu", "2" }, "--cpu is given 2 times; it takes one value.")]
    public async Task A_slip_of_the_finger_is_answered_with_what_was_meant(string[] arguments, string message)
    {
        var context = TestContexts.In(_folder.Path);
        Assert.Equal(ExitCodes.BadInput, await SlipwayProgram.RunAsync(arguments, context));
        Assert.Contains($"slipway: {message}\n  code: input.command-line\n", context.ErrorText(), StringComparison.Ordinal);
        Assert.Empty(context.OutText());
    }

    [Theory]
    [InlineData("input.command-line", "revisions", "list", "--json", "--limit", "abc")]
    [InlineData("input.command-line", "run", "--json")]
    [InlineData("settings.unknown-environment", "revisions", "list", "--json", "-e", "nowhere")]
    [InlineData("settings.unknown-environment", "config", "show", "--json", "-e", "nowhere")]
    public async Task With_json_an_error_is_one_object_too(string code, params string[] arguments)
    {
        var context = TestContexts.In(_folder.Path);
        Assert.Equal(ExitCodes.BadInput, await SlipwayProgram.RunAsync(arguments, context));
        var json = JsonNode.Parse(context.OutText())!;
        Assert.Equal((code, ExitCodes.BadInput), (json["error"]!["code"]!.GetValue<string>(), json["commandExitCode"]!.GetValue<int>()));
        Assert.Contains(json["error"]!["message"]!.GetValue<string>().Split('\n')[0], context.ErrorText(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_belongs_to_the_container_is_no_wish_for_json()
    {
        var context = TestContexts.In(_folder.Path);
        Assert.Equal(ExitCodes.BadInput, await SlipwayProgram.RunAsync(["run", "--", "--json"], context));
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
