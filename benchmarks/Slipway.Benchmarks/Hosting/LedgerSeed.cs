using System.Globalization;
using Slipway.Ecs.Definitions;
using Slipway.Ecs.Storage;

namespace Slipway.Benchmarks.Hosting;

/// <summary>Fills a ledger as years of releases would, in seconds: straight into its tables.</summary>
internal static class LedgerSeed
{
    private const int FamiliesPerTransaction = 20;

    /// <summary>Writes active revisions 1 to <paramref name="perFamily"/> of each family; release <c>n</c> is revision <c>n + 1</c>.</summary>
    public static void Fill(SqliteDatabase database, int families, int perFamily, Func<int, int, DefinitionHash> hash, DateTimeOffset now)
    {
        for (var first = 0; first < families; first += FamiliesPerTransaction)
        {
            var from = first;
            database.Write(session =>
            {
                for (var family = from; family < Math.Min(families, from + FamiliesPerTransaction); family++)
                    WriteFamily(session, family, perFamily, hash, now);
                return true;
            });
        }
    }

    private static void WriteFamily(SqliteSession session, int family, int count, Func<int, int, DefinitionHash> hash, DateTimeOffset now)
    {
        var id = family + 1;
        session.Execute(
            "INSERT INTO ledger_family (family_id, scope_id, name, highest, looked_up) SELECT $1, scope_id, $2, $3, 1 FROM ledger_scope",
            id, $"family-{family.ToString("0000", CultureInfo.InvariantCulture)}", count);
        for (var release = 0; release < count; release++)
        {
            // Half a year of releases, used until a while ago; the newest is in use.
            var registered = now - TimeSpan.FromHours((count - release) * 4);
            var usedUntil = release == count - 1 ? now + TimeSpan.FromDays(2) : registered + TimeSpan.FromHours(30);
            var text = hash(family, release).Value;
            session.Execute(
                "INSERT INTO ledger_current (family_id, hash, revision, used_until) VALUES ($1, $2, $3, $4)",
                id, text, release + 1, (now + TimeSpan.FromDays(2)).UtcTicks);
            session.Execute(
                """
                INSERT INTO ledger_revision (family_id, revision, state, state_since, hash, registered_at, last_used_at, used_until, image_version, image_digest)
                VALUES ($1, $2, 'active', $3, $4, $3, $3, $5, $6, $7)
                """,
                id, release + 1, registered.UtcTicks, text, usedUntil.UtcTicks, $"family-{family}:1.0.{release}", $"sha256:{release.ToString("x64", CultureInfo.InvariantCulture)}");
        }
    }
}
