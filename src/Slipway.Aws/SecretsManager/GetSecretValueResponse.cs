using System.Text;
using System.Text.Json.Serialization;

namespace Slipway.Aws.SecretsManager;

/// <summary>A secret. Its text form leaves the value out.</summary>
public sealed record GetSecretValueResponse
{
    /// <summary>Its ARN.</summary>
    [JsonPropertyName("ARN")]
    public string? Arn { get; init; }

    /// <summary>Its name.</summary>
    public string? Name { get; init; }

    /// <summary>Its version.</summary>
    public string? VersionId { get; init; }

    /// <summary>The value, when it was stored as bytes.</summary>
    public ReadOnlyMemory<byte>? SecretBinary { get; init; }

    /// <summary>The value, when it was stored as text.</summary>
    public string? SecretString { get; init; }

    /// <summary>The stages of this version.</summary>
    public IReadOnlyList<string> VersionStages { get; init => field = value ?? []; } = [];

    /// <summary>When this version was made.</summary>
    public DateTimeOffset? CreatedDate { get; init; }

    private bool PrintMembers(StringBuilder builder)
    {
        // The value must not reach a log by way of ToString.
        builder.Append($"Arn = {Arn}, Name = {Name}, VersionId = {VersionId}");
        return true;
    }
}
