namespace Slipway.Ecs.Ledger;

/// <summary>One change of a family's record by the holder of its lease; it happens as a whole.</summary>
public sealed record FamilyChange
{
    /// <summary>The most revisions of one change: up to five items each in DynamoDB, whose transactions hold 100.</summary>
    public const int MaxRevisions = 18;

    /// <summary>Who does it, and why.</summary>
    public required AuditContext Audit { get; init; }

    /// <summary>An intent to write; the family must have none.</summary>
    public RegistrationIntent? Begin { get; init; }

    /// <summary>Whether the intent is settled and goes.</summary>
    public bool ClearIntent { get; init; }

    /// <summary>Revisions to write that the ledger does not know yet, at most <see cref="MaxRevisions"/>.</summary>
    public IReadOnlyList<NewRevision> Revisions { get; init; } = [];

    /// <summary>Whether the family's revisions in ECS have now all been looked through.</summary>
    public bool LookedUp { get; init; }

    /// <summary>The highest revision number seen in ECS; 0 when nothing new was seen.</summary>
    public int HighestSeen { get; init; }
}
