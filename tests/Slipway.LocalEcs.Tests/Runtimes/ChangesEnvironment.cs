namespace Slipway.LocalEcs.Tests.Runtimes;

/// <summary>Tests that change the environment of the whole test process run beside no other.</summary>
[CollectionDefinition(nameof(ChangesEnvironment), DisableParallelization = true)]
public sealed class ChangesEnvironment;
