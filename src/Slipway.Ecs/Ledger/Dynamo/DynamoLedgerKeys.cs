using System.Globalization;

namespace Slipway.Ecs.Ledger.Dynamo;

/// <summary>
/// The keys of a ledger's items in the environment's table. One partition holds the leases and families, one per family its revisions, what is handed
/// out, and the audit trail; each per-run launch has a partition of its own.
/// </summary>
internal sealed class DynamoLedgerKeys(LedgerScope scope)
{
    internal const string Identity = "id";
    internal const string LeasePrefix = "lease#";
    internal const string FamilyPrefix = "family#";
    internal const string CurrentPrefix = "current#";
    internal const string RevisionPrefix = "revision#";
    internal const string AuditPrefix = "audit#";
    internal const string LaunchItem = "launch";

    private readonly string _root = $"ledger#{scope.Account}#{scope.Region}";

    internal string Root => _root;

    internal string Open => $"{_root}#open";

    internal string OfFamily(string family) => $"{_root}#family#{family}";

    internal string OfLaunch(string launch) => $"{_root}#launch#{launch}";

    // Ten digits hold every int, so that text order is the order of numbers.
    internal static string Revision(int revision) => string.Create(CultureInfo.InvariantCulture, $"{RevisionPrefix}{revision:D10}");

    internal static string OpenItem(string family, int revision) => string.Create(CultureInfo.InvariantCulture, $"{family}#{revision:D10}");

    internal static (string Family, int Revision) ReadOpenItem(string sk)
    {
        var at = sk.LastIndexOf('#');
        return (sk[..at], int.Parse(sk.AsSpan(at + 1), NumberStyles.None, CultureInfo.InvariantCulture));
    }
}
