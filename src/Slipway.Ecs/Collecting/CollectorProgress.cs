namespace Slipway.Ecs.Collecting;

/// <summary>How far the collector is.</summary>
/// <param name="Done">How many revisions of the plan it has dealt with.</param>
/// <param name="Total">How many there are to deal with. At AWS's sustained rates: one deregistration and ten deletions a second.</param>
/// <param name="Current">The one it is at.</param>
public sealed record CollectorProgress(int Done, int Total, string Current);
