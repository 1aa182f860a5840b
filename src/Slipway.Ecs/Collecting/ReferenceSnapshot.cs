namespace Slipway.Ecs.Collecting;

/// <summary>All references of one source at one moment. Incomplete ones must not be given out: what is missing here may be deregistered.</summary>
/// <param name="Source">Where they come from, for people: <c>launches of this machine</c>.</param>
/// <param name="TakenAt">When they were all true.</param>
/// <param name="References">The references.</param>
public sealed record ReferenceSnapshot(string Source, DateTimeOffset TakenAt, IReadOnlyCollection<RevisionReference> References);
