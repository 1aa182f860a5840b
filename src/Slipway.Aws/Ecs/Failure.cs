namespace Slipway.Aws.Ecs;

/// <summary>What ECS could not do or find, inside an otherwise successful answer.</summary>
public sealed record Failure
{
    /// <summary>The ARN it is about; for RunTask the container instance, when there is one.</summary>
    public string? Arn { get; init; }

    /// <summary>The reason code: <c>MISSING</c>, <c>RESOURCE:MEMORY</c>, <c>Capacity is unavailable at this time</c>…</summary>
    public string? Reason { get; init; }

    /// <summary>More about the reason.</summary>
    public string? Detail { get; init; }
}
