namespace Slipway.Aws.Sqs;

/// <summary>What was deleted, and what was not.</summary>
public sealed record DeleteMessageBatchResponse
{
    /// <summary>Deleted.</summary>
    public IReadOnlyList<DeletedMessage> Successful { get; init => field = value ?? []; } = [];

    /// <summary>Not deleted.</summary>
    public IReadOnlyList<FailedBatchEntry> Failed { get; init => field = value ?? []; } = [];
}
