namespace Slipway.Aws.Ecs;

/// <summary>Nothing: the tags are gone.</summary>
public sealed record UntagResourceResponse;
