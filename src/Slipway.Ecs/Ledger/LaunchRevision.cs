namespace Slipway.Ecs.Ledger;

/// <summary>The revision of one launch alone (policy <c>per-run</c>).</summary>
/// <param name="Family">The family.</param>
/// <param name="Revision">The revision; null while its registration is under way, or was when the launcher died.</param>
public sealed record LaunchRevision(string Family, int? Revision);
