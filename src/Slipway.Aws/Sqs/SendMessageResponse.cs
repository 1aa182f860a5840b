using System.Text.Json.Serialization;

namespace Slipway.Aws.Sqs;

/// <summary>What became of it.</summary>
public sealed record SendMessageResponse
{
    /// <summary>Its id.</summary>
    public string? MessageId { get; init; }

    /// <summary>MD5 of the body, as hexadecimal digits.</summary>
    [JsonPropertyName("MD5OfMessageBody")]
    public string? Md5OfMessageBody { get; init; }

    /// <summary>Its place in a FIFO queue.</summary>
    public string? SequenceNumber { get; init; }
}
