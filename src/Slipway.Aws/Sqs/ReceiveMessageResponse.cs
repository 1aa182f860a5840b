namespace Slipway.Aws.Sqs;

/// <summary>What was received.</summary>
public sealed record ReceiveMessageResponse
{
    /// <summary>The messages; empty when none came in time.</summary>
    public IReadOnlyList<Message> Messages { get; init => field = value ?? []; } = [];
}
