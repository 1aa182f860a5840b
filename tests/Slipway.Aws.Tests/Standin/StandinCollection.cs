using Slipway.TestKits.Components;

namespace Slipway.Aws.Tests.Standin;

/// <summary>One stand-in for all of these tests.</summary>
[CollectionDefinition(nameof(StandinCollection))]
public sealed class StandinCollection : ICollectionFixture<MotoServer>;
