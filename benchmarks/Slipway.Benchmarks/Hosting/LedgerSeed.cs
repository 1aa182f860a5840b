using System.Globalization;
using Slipway.Ecs.Definitions;
using Slipway.Ecs.Storage;

namespace Slipway.Benchmarks.Hosting;

/// <summary>Fills a ledger as years of releases would, in seconds: straight into its tables.</summary>
internal static class LedgerSeed
{
    private const int FamiliesPerTransaction = 20;

    /// <summary>The name of a family.</summary>
    public static string FamilyName(int family) => $"family-{family.ToString("0000", CultureInfo.InvariantCulture)}";

    /// <summary>
    /// Writes active revisions 1 to <paramref name="perFamily"/> of each family; release <c>n</c> is revision <c>n + 1</c>. Half a year of releases, each used for
    /// thirty hours, so that the newest seven are in use.
    /// </summary>
    /// <param name="database">The ledger's file.</param>
    /// <param name="families">How many families.</param>
    /// <param name="perFamily">How many revisions in each.</param>
    /// <param name="hash">The hash of a family's release.</param>
    /// <param name="now">The present.</param>
    /// <param name="promisedUntil">Until when a hit needs no write; null: as long as the revision is in use.</param>
    public static void Fill(SqliteDatabase database, int families, int perFamily, Func<int, int, DefinitionHash> hash, DateTimeOffset now, DateTimeOffset? promisedUntil = null)
    {
        for (var first = 0; first < families; first += FamiliesPerTransaction)
        {
            var from = first;
            database.Write(session =>
            {
                for (var family = from; family < Math.Min(families, from + FamiliesPerTransaction); family++)
                    WriteFamily(session, family, perFamily, hash, now, promisedUntil);
                return true;
            });
        }
    }

    private static void WriteFamily(SqliteSession session, int family, int count, Func<int, int, DefinitionHash> hash, DateTimeOffset now, DateTimeOffset? promisedUntil)
    {
        var id = family + 1;
        session.Execute(
            "INSERT INTO ledger_family (family_id, scope_id, name, highest, looked_up) SELECT $1, scope_id, $2, $3, 1 FROM ledger_scope",
            id, FamilyName(family), count);
        for (var release = 0; release < count; release++)
        {
            var registered = now - TimeSpan.FromHours((count - release) * 4);
            var usedUntil = release == count - 1 ? now + TimeSpan.FromDays(2) : registered + TimeSpan.FromHours(30);
            var text = hash(family, release).Value;
            session.Execute(
                "INSERT INTO ledger_current (family_id, hash, revision, used_until) VALUES ($1, $2, $3, $4)",
                id, text, release + 1, (promisedUntil ?? usedUntil).UtcTicks);
            session.Execute(
                """
                INSERT INTO ledger_revision (family_id, revision, state, state_since, hash, registered_at, last_used_at, used_until, image_version, image_digest)
                VALUES ($1, $2, 'active', $3, $4, $3, $3, $5, $6, $7)
                """,
                id, release + 1, registered.UtcTicks, text, usedUntil.UtcTicks, $"family-{family}:1.0.{release}", $"sha256:{release.ToString("x64", CultureInfo.InvariantCulture)}");
        }
    }
}
