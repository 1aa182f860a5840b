namespace Slipway.Generators.Tasks;

/// <summary>What keeps a call of a task from being tracked.</summary>
/// <param name="Kind">The diagnostic that it belongs to.</param>
/// <param name="Reason">Ends the sentence "It is not tracked: …", without a full stop.</param>
internal sealed record Problem(ProblemKind Kind, string Reason);
