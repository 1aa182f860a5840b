namespace Slipway.Aws.Ecs;

/// <summary>Nothing: the tags are set.</summary>
public sealed record TagResourceResponse;
