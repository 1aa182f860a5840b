using System.Globalization;
using Slipway.Core.Errors;

namespace Slipway.Ecs.Ledger;

/// <summary>The cursors of <see cref="ILedger.ListAsync"/>, the same for every store: <c>family:revision</c>, exclusive.</summary>
internal static class LedgerKeys
{
    internal static string CursorOf(RevisionEntry last) => last.Name;

    internal static (string Family, int Revision) ReadCursor(string cursor)
    {
        var colon = cursor.LastIndexOf(':');
        return colon > 0 && int.TryParse(cursor.AsSpan(colon + 1), NumberStyles.None, CultureInfo.InvariantCulture, out var revision)
            ? (cursor[..colon], revision)
            : throw BadCursor(cursor);
    }

    internal static void CheckLimit(int limit) => ArgumentOutOfRangeException.ThrowIfGreaterThan((uint)(limit - 1), 999u, nameof(limit));

    internal static SlipwayException BadCursor(string cursor) =>
        new("ledger.bad-cursor", $"'{cursor}' does not continue a listing of the ledger. Pass on the cursor that the page before gave, or leave it out.");
}
