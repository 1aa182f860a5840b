using System.Security.Cryptography;

namespace Slipway.Ecs.Definitions;

/// <summary>
/// The identity of a task definition's content: the scheme's version, a colon, and the SHA-256 of its canonical JSON (RFC 8785) in
/// lower-case hexadecimal, such as <c>1:9f86d0…</c>. Equal hashes mean equal definitions; the ledger, the revision's tags and the audit
/// trail hold it.
/// </summary>
/// <param name="Value">The text, at most 80 characters.</param>
public readonly record struct DefinitionHash(string Value)
{
    /// <summary>
    /// The scheme's version. It changes when the same settings come to mean another document; then each definition is registered once more,
    /// and the old revisions are collected.
    /// </summary>
    public const string Scheme = "1";

    /// <summary>Hashes a canonical document.</summary>
    /// <param name="canonicalUtf8">The document as <see cref="CanonicalJson"/> writes it.</param>
    public static DefinitionHash Of(ReadOnlySpan<byte> canonicalUtf8)
    {
        Span<byte> hash = stackalloc byte[SHA256.HashSizeInBytes];
        SHA256.HashData(canonicalUtf8, hash);
        return new DefinitionHash($"{Scheme}:{Convert.ToHexStringLower(hash)}");
    }

    /// <inheritdoc/>
    public override string ToString() => Value;
}
