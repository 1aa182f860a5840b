namespace Slipway.LocalEcs.Tasks;

/// <summary>The size of the ephemeral storage.</summary>
internal sealed record TaskStorage(int SizeInGiB);
