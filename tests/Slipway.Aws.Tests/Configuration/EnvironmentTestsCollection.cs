namespace Slipway.Aws.Tests.Configuration;

/// <summary>Environment variables belong to the process: these tests run when no others do.</summary>
[CollectionDefinition(nameof(EnvironmentTests), DisableParallelization = true)]
public sealed class EnvironmentTestsCollection;
