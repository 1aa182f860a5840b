namespace Slipway.Ecs.Registration;

/// <summary>What a rebuild found.</summary>
public sealed record RebuildResult
{
    /// <summary>How many families were looked through.</summary>
    public required int Families { get; init; }

    /// <summary>How many revisions were looked at.</summary>
    public required int RevisionsSeen { get; init; }

    /// <summary>How many are handed out again.</summary>
    public required int Active { get; init; }

    /// <summary>How many are duplicates, for the collector.</summary>
    public required int Orphans { get; init; }

    /// <summary>How many were INACTIVE.</summary>
    public required int Deregistered { get; init; }

    /// <summary>How many that the ledger held as active were deregistered by others, and are out of use now.</summary>
    public required int Retired { get; init; }

    /// <summary>
    /// How many revisions carry another ledger's id, by id. When this ledger's own were lost together with its random id, the id with the most is probably
    /// it: open a new ledger under that id, and rebuild again.
    /// </summary>
    public required IReadOnlyDictionary<string, int> OtherLedgers { get; init; }
}
