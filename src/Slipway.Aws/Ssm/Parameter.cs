using System.Text;
using System.Text.Json.Serialization;

namespace Slipway.Aws.Ssm;

/// <summary>An SSM parameter. Its text form leaves the value out.</summary>
public sealed record Parameter
{
    /// <summary>Its name.</summary>
    public required string Name { get; init; }

    /// <summary><c>String</c>, <c>StringList</c> or <c>SecureString</c>.</summary>
    public string? Type { get; init; }

    /// <summary>The value, decrypted if that was asked for.</summary>
    public string? Value { get; init; }

    /// <summary>Its version.</summary>
    public long? Version { get; init; }

    /// <summary>The version or label asked for.</summary>
    public string? Selector { get; init; }

    /// <summary>When it last changed.</summary>
    public DateTimeOffset? LastModifiedDate { get; init; }

    /// <summary>Its ARN.</summary>
    [JsonPropertyName("ARN")]
    public string? Arn { get; init; }

    /// <summary><c>text</c>, <c>aws:ec2:image</c>…</summary>
    public string? DataType { get; init; }

    private bool PrintMembers(StringBuilder builder)
    {
        // The value must not reach a log by way of ToString.
        builder.Append($"Name = {Name}, Type = {Type}, Version = {Version}");
        return true;
    }
}
