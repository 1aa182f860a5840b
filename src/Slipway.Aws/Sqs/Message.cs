using System.Text.Json.Serialization;

namespace Slipway.Aws.Sqs;

/// <summary>A received message.</summary>
public sealed record Message
{
    /// <summary>Its id.</summary>
    public string? MessageId { get; init; }

    /// <summary>What deletes or returns this receipt of it.</summary>
    public string? ReceiptHandle { get; init; }

    /// <summary>MD5 of the body, as hexadecimal digits.</summary>
    [JsonPropertyName("MD5OfBody")]
    public string? Md5OfBody { get; init; }

    /// <summary>The text.</summary>
    public string? Body { get; init; }

    /// <summary>System attributes that were asked for.</summary>
    public IReadOnlyDictionary<string, string>? Attributes { get; init; }

    /// <summary>Attributes that were asked for.</summary>
    public IReadOnlyDictionary<string, MessageAttributeValue>? MessageAttributes { get; init; }
}
