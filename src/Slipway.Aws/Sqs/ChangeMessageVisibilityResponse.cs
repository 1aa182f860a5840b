namespace Slipway.Aws.Sqs;

/// <summary>Nothing: it is changed.</summary>
public sealed record ChangeMessageVisibilityResponse;
