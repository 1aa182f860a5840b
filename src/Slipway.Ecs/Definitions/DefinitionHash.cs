namespace Slipway.Ecs.Definitions;

/// <summary>
/// The identity of a task definition's content: the scheme's version, a colon, and the SHA-256 of its canonical JSON (RFC 8785) in lower-case
/// hexadecimal, such as <c>1:9f86d0…</c>. Equal hashes mean equal definitions; the ledger, the revision's tags and the audit trail hold it.
/// </summary>
/// <param name="Value">The text, at most 80 characters.</param>
public readonly record struct DefinitionHash(string Value)
{
    /// <inheritdoc/>
    public override string ToString() => Value;
}
