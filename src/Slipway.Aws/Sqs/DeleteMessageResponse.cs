namespace Slipway.Aws.Sqs;

/// <summary>Nothing: it is deleted.</summary>
public sealed record DeleteMessageResponse;
