using Slipway.Core.Errors;
using Slipway.Extensions.Aws.Tests.Objects;
using Slipway.VariableStores;

namespace Slipway.Extensions.Aws.Tests.Results;

public sealed class S3VariableStoreTests : IDisposable
{
    private readonly MemoryObjects _objects = new();
    private readonly S3VariableStore _store;

    public S3VariableStoreTests() => _store = new S3VariableStore(_objects, "team/");

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    public void Dispose() => _store.Dispose();

    [Fact]
    public async Task A_variable_is_an_object()
    {
        var name = new VariableName("export", "offset");
        Assert.Null(await _store.FindAsync(name, Cancel));
        await _store.SetAsync(name, "1"u8.ToArray(), Cancel);
        await _store.SetAsync(name, "2"u8.ToArray(), Cancel);
        Assert.Equal("2"u8.ToArray(), (await _store.FindAsync(name, Cancel))!.Value.ToArray());
        Assert.Equal(["team/variables/flow/export/offset.json"], _objects.Keys);
    }

    [Fact]
    public async Task What_goes_wrong_is_told_as_the_variables_own()
    {
        _objects.Fates = static _ => Task.FromResult(Fate.RequestLost);
        Assert.Equal("variables.not-written", (await Assert.ThrowsAsync<SlipwayException>(async () => await _store.SetAsync(new VariableName(null, "a"), new byte[1], Cancel))).Code);
        Assert.Equal("variables.unreadable", (await Assert.ThrowsAsync<SlipwayException>(async () => await _store.FindAsync(new VariableName(null, "a"), Cancel))).Code);
    }
}
