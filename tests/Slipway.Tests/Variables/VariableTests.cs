using Slipway.Core.Errors;
using Slipway.Running;
using Slipway.Tests.Results;
using Slipway.VariableStores;

namespace Slipway.Tests.VariableStores;

public sealed class VariableTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task The_next_run_of_a_flow_reads_what_the_last_one_set()
    {
        Assert.Equal(0L, await RunAsync("export", () => Variables.GetAsync("offset", 0L)));
        await RunAsync("export", () => SetAsync("offset", 42L));
        Assert.Equal(42L, await RunAsync("export", () => Variables.GetAsync("offset", 0L)));
        Assert.Equal("42", await File.ReadAllTextAsync(Path.Combine(_folder.Path, "variables/flow/export/offset.json"), Cancel));
    }

    [Fact]
    public async Task A_variable_is_its_flows_own_unless_it_is_the_environments()
    {
        await RunAsync("one", () => SetAsync("mark", "flow"));
        await RunAsync("one", () => SetAsync("mark", "all", VariableScope.Environment));
        Assert.Equal("none", await RunAsync("two", () => Variables.GetAsync("mark", "none")));
        Assert.Equal("all", await RunAsync("two", () => Variables.GetAsync("mark", "none", VariableScope.Environment)));
        Assert.Equal("flow", await RunAsync("one", () => Variables.GetAsync("mark", "none")));
    }

    [Fact]
    public async Task Many_that_set_it_at_once_leave_one_whole_value()
    {
        var texts = Enumerable.Range(0, 20).Select(i => new string((char)('a' + i), 5_000)).ToList();
        var store = new FileVariableStore(_folder.Path);
        var name = new VariableName(null, "text");
        await Task.WhenAll(texts.Select(text => Task.Run(async () => await store.SetAsync(name, System.Text.Encoding.ASCII.GetBytes(text), Cancel), Cancel)));
        Assert.Contains(System.Text.Encoding.ASCII.GetString((await store.FindAsync(name, Cancel))!.Value.Span), texts);
        Assert.Single(Directory.GetFiles(Path.Combine(_folder.Path, "variables"), "*", SearchOption.AllDirectories));
    }

    [Theory]
    [InlineData("../x")]
    [InlineData("a/b")]
    [InlineData(".a")]
    public async Task A_name_is_never_a_path(string name)
    {
        using var variables = Variables.Use(new FileVariableStore(_folder.Path));
        Assert.Equal("variables.bad-name", (await Assert.ThrowsAsync<SlipwayException>(() => Variables.SetAsync(name, 1, cancellationToken: Cancel))).Code);
    }

    [Fact]
    public async Task A_flows_name_is_never_a_path()
    {
        await RunAsync("../../out", () => SetAsync("x", 1));
        Assert.StartsWith(_folder.Path, Assert.Single(Directory.GetFiles(_folder.Path, "x.json", SearchOption.AllDirectories)), StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_goes_wrong_is_told()
    {
        Assert.Equal("variables.no-store", (await Assert.ThrowsAsync<SlipwayException>(() => Variables.GetAsync("a", 1, cancellationToken: Cancel))).Code);
        using (Variables.Use(new MemoryVariableStore()))
        {
            await Variables.SetAsync("a", "text", cancellationToken: Cancel);
            Assert.Equal("variables.wrong-type", (await Assert.ThrowsAsync<SlipwayException>(() => Variables.GetAsync("a", 1, cancellationToken: Cancel))).Code);
        }

        await File.WriteAllTextAsync(Path.Combine(_folder.Path, "variables"), "a file in the folder's place", Cancel);
        using (Variables.Use(new FileVariableStore(_folder.Path)))
            Assert.Equal("variables.not-written", (await Assert.ThrowsAsync<SlipwayException>(() => Variables.SetAsync("a", 1, cancellationToken: Cancel))).Code);
    }

    private static async Task<bool> SetAsync<T>(string name, T value, VariableScope scope = VariableScope.Flow)
    {
        await Variables.SetAsync(name, value, scope, Cancel);
        return true;
    }

    private async Task<T> RunAsync<T>(string flow, Func<Task<T>> body)
    {
        var result = await FlowRunner.RunAsync(flow, _ => body(), new FlowRunOptions { Variables = new FileVariableStore(_folder.Path) }, Cancel);
        return (T)result.ThrowIfNotCompleted().Value!;
    }
}
