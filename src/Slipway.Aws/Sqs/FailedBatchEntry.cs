namespace Slipway.Aws.Sqs;

/// <summary>An entry of a batch that failed.</summary>
public sealed record FailedBatchEntry
{
    /// <summary>The entry.</summary>
    public required string Id { get; init; }

    /// <summary>Whether the request is to blame.</summary>
    public bool? SenderFault { get; init; }

    /// <summary>The error's code.</summary>
    public string? Code { get; init; }

    /// <summary>The error, for people.</summary>
    public string? Message { get; init; }
}
