namespace Slipway.Ecs.Ledger;

/// <summary>The names of the ledger's leases.</summary>
public static class LeaseNames
{
    /// <summary>One collector at a time.</summary>
    public const string Collector = "collector";

    private const string FamilyPrefix = "family/";

    /// <summary>One registration at a time in a family (ECS refuses two at once: "Too many concurrent attempts to create a new revision").</summary>
    public static string OfFamily(string family) => FamilyPrefix + family;

    /// <summary>The family of a family's lease.</summary>
    /// <exception cref="ArgumentException">It is another lease.</exception>
    public static string FamilyOf(LeaseToken lease) => lease.Name.StartsWith(FamilyPrefix, StringComparison.Ordinal)
        ? lease.Name[FamilyPrefix.Length..]
        : throw new ArgumentException($"'{lease.Name}' is not the lease of a family.", nameof(lease));
}
