namespace Slipway.Ecs.Registration;

/// <summary>How far a rebuild is.</summary>
/// <param name="Families">How many families there are.</param>
/// <param name="FamiliesDone">How many have been looked through.</param>
/// <param name="Family">The one that is being looked through.</param>
/// <param name="RevisionsSeen">How many revisions were looked at.</param>
/// <param name="RevisionsTaken">How many were taken into the ledger.</param>
public sealed record RebuildProgress(int Families, int FamiliesDone, string? Family, int RevisionsSeen, int RevisionsTaken);
