using Slipway.Results;

namespace Slipway.Tests.Results;

public sealed class MemoryResultStoreTests : ResultStoreConformance
{
    protected override IResultStore Store { get; } = new MemoryResultStore();
}
