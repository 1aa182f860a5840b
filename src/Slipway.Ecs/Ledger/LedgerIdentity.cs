using Slipway.Core.Errors;

namespace Slipway.Ecs.Ledger;

/// <summary>The rules of a ledger's id.</summary>
internal static class LedgerIdentity
{
    // A tag's value may be 256 characters (Amazon ECS, tag restrictions); ids are typed by people.
    private const int MaxLength = 64;

    /// <summary>An id for a ledger that was given none.</summary>
    internal static string New() => Guid.NewGuid().ToString("n");

    /// <summary>Checks an id from the settings.</summary>
    /// <exception cref="SlipwayException"><c>ledger.bad-id</c>.</exception>
    internal static void Check(string id)
    {
        if (id.Length is 0 or > MaxLength || !id.All(c => char.IsAsciiLetterOrDigit(c) || c is '-' or '_' or '.'))
            throw new SlipwayException("ledger.bad-id", $"'{id}' can't be a ledger's id. Use 1 to {MaxLength} letters, digits, '-', '_' or '.'.");
    }

    /// <summary>The id that the store holds must be the one that the settings name.</summary>
    /// <exception cref="SlipwayException"><c>ledger.other-id</c>.</exception>
    internal static string Agree(string stored, string? given, string where) => given is null || given == stored
        ? stored
        : throw new SlipwayException(
            "ledger.other-id",
            $"The ledger in {where} has the id '{stored}', and the settings say '{given}'. Revisions carry the id as a tag, so it can't be changed: "
            + $"set ledger.id to '{stored}', or name another file or table.");
}
