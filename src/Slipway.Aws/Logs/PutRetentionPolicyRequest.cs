namespace Slipway.Aws.Logs;

/// <summary>Says how long events are kept.</summary>
public sealed record PutRetentionPolicyRequest
{
    /// <summary>The log group.</summary>
    public required string LogGroupName { get; init; }

    /// <summary>1, 3, 5, 7, 14, 30, 60, 90, 120, 150, 180, 365, 400, 545, 731, 1096, 1827, 2192, 2557, 2922, 3288 or 3653.</summary>
    public required int RetentionInDays { get; init; }
}
