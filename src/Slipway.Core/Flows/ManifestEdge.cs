namespace Slipway.Core.Flows;

/// <summary>One task waits for another.</summary>
/// <param name="From">The <see cref="ManifestTask.Id"/> of the one that comes first.</param>
/// <param name="To">The one that comes after.</param>
/// <param name="Kind">Why.</param>
public sealed record ManifestEdge(string From, string To, ManifestEdgeKind Kind = ManifestEdgeKind.Data);
