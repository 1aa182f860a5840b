namespace Slipway.Ecs.Ledger;

/// <summary>What the ledger knows of one family.</summary>
/// <param name="Name">The family.</param>
/// <param name="HighestRevision">The highest revision number that the ledger saw: numbers never restart, so this is what counts against ECS's limit.</param>
/// <param name="LookedUp">Whether the family's revisions in ECS were looked through for tags of this ledger.</param>
/// <param name="Intent">The registration under way; null when there is none.</param>
public sealed record FamilyRecord(string Name, int HighestRevision, bool LookedUp, RegistrationIntent? Intent)
{
    /// <summary>The most revisions that a family can ever have (Amazon ECS service quotas: not adjustable, and deregistering frees none).</summary>
    public const int MaxRevisions = 1_000_000;
}
