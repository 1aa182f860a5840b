using System.Text.Json;
using Slipway.Ecs.Ledger;

namespace Slipway.Cli.Revisions;

/// <summary>Revisions and audit entries as JSON for programs. Members are added, never renamed.</summary>
internal static class RevisionJson
{
    /// <summary>Writes the members of a revision.</summary>
    public static void WriteMembers(Utf8JsonWriter writer, RevisionEntry entry)
    {
        writer.WriteString("revision", entry.Name);
        writer.WriteString("family", entry.Family);
        writer.WriteNumber("number", entry.Revision);
        writer.WriteString("state", entry.State.ToText());
        writer.WriteString("stateSince", Iso(entry.StateSince));
        writer.WriteString("hash", entry.Hash.Value);
        writer.WriteString("image", entry.ImageVersion);
        writer.WriteString("digest", entry.ImageDigest);
        writer.WriteString("gitCommit", entry.GitCommit);
        writer.WriteString("launch", entry.Launch?.Value);
        writer.WriteString("registeredAt", Iso(entry.RegisteredAt));
        writer.WriteString("lastUsedAt", Iso(entry.LastUsedAt));
        writer.WriteString("usedUntil", Iso(entry.UsedUntil));
        writer.WriteString("deregisteredAt", entry.DeregisteredAt is { } at ? Iso(at) : null);
    }

    /// <summary>Writes the members of an audit entry.</summary>
    public static void WriteMembers(Utf8JsonWriter writer, AuditEntry entry)
    {
        writer.WriteString("at", Iso(entry.At));
        writer.WriteString("family", entry.Family);
        writer.WriteString("revision", entry.Revision is { } number ? $"{entry.Family}:{number}" : null);
        writer.WriteString("from", entry.From?.ToText());
        writer.WriteString("to", entry.To?.ToText());
        writer.WriteString("actor", entry.By.Actor);
        writer.WriteString("reason", entry.By.Reason);
        writer.WriteString("launch", entry.By.LaunchId);
        writer.WriteString("image", entry.By.ImageVersion);
        writer.WriteString("digest", entry.By.ImageDigest);
        writer.WriteString("gitCommit", entry.By.GitCommit);
        writer.WriteString("hash", entry.Hash?.Value);
    }

    /// <summary>A point in time for programs: UTC, to the millisecond.</summary>
    public static string Iso(DateTimeOffset at) => at.ToUniversalTime().ToString("yyyy-MM-dd'T'HH:mm:ss.fff'Z'");
}
