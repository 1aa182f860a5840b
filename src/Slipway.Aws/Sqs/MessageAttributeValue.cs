namespace Slipway.Aws.Sqs;

/// <summary>A typed attribute of a message.</summary>
public sealed record MessageAttributeValue
{
    /// <summary>The value of <c>String</c> and <c>Number</c>.</summary>
    public string? StringValue { get; init; }

    /// <summary>The value of <c>Binary</c>.</summary>
    public ReadOnlyMemory<byte>? BinaryValue { get; init; }

    /// <summary>Not implemented by SQS.</summary>
    public IReadOnlyList<string>? StringListValues { get; init; }

    /// <summary>Not implemented by SQS.</summary>
    public IReadOnlyList<ReadOnlyMemory<byte>>? BinaryListValues { get; init; }

    /// <summary><c>String</c>, <c>Number</c> or <c>Binary</c>, with a custom suffix if wanted.</summary>
    public required string DataType { get; init; }
}
