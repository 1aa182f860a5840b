namespace Slipway.LocalEcs.Tasks;

/// <summary>A port of a container on a container instance. Always empty here: Fargate has none.</summary>
internal sealed record NetworkBinding;
