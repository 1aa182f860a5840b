namespace Slipway.Extensions.Aws.Tests.Standin;

/// <summary>One stand-in for all of these tests.</summary>
[CollectionDefinition(nameof(BucketCollection))]
public sealed class BucketCollection : ICollectionFixture<Bucket>;
