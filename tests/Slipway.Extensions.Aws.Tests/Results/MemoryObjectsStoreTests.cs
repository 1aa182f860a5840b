using Slipway.Extensions.Aws.Tests.Objects;
using Slipway.Results;
using Slipway.Tests.Results;

namespace Slipway.Extensions.Aws.Tests.Results;

/// <summary>What every result store does, on a bucket in memory.</summary>
public sealed class MemoryObjectsStoreTests : ResultStoreConformance
{
    protected override IResultStore Store { get; } = new S3ResultStore(new MemoryObjects(), "team/");
}
