using System.Text.Json.Nodes;

namespace Slipway.Ecs.Definitions;

/// <summary>
/// A task definition that is ready to register: container settings with the environment's defaults applied and the image pinned by digest.
/// It holds only what <c>RunTask</c> cannot override, so that revisions grow with releases and not with runs.
/// </summary>
public sealed record BoundDefinition
{
    /// <summary>The family: 1 to 255 letters, digits, <c>-</c> and <c>_</c>.</summary>
    public required string Family { get; init; }

    /// <summary>The hash of <see cref="CanonicalJson"/>.</summary>
    public required DefinitionHash Hash { get; init; }

    /// <summary>The members of RegisterTaskDefinition in canonical form (RFC 8785), family included, tags left out.</summary>
    public required string CanonicalJson { get; init; }

    /// <summary>The name of the container whose exit code, command and environment are the launch's.</summary>
    public required string MainContainer { get; init; }

    /// <summary>The version that was asked for, such as <c>dbt-model:1.0.1</c>: kept in the audit trail.</summary>
    public required string ImageVersion { get; init; }

    /// <summary>The digest that the version stood for (<c>sha256:…</c>).</summary>
    public required string ImageDigest { get; init; }

    /// <summary>The user's tags for the revision; not hashed, since they change nothing that runs.</summary>
    public IReadOnlyDictionary<string, string> Tags { get; init; } = new Dictionary<string, string>();

    /// <summary>The document to send, parsed anew from <see cref="CanonicalJson"/>; the caller may change its copy.</summary>
    public JsonObject ToRequest() => JsonNode.Parse(CanonicalJson)!.AsObject();
}
