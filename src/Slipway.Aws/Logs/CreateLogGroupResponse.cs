namespace Slipway.Aws.Logs;

/// <summary>Nothing: the group exists.</summary>
public sealed record CreateLogGroupResponse;
