namespace Slipway.Aws.Ecs;

/// <summary>ECS Exec of a cluster.</summary>
public sealed record ExecuteCommandConfiguration
{
    /// <summary>The key that encrypts sessions.</summary>
    public string? KmsKeyId { get; init; }

    /// <summary><c>NONE</c>, <c>DEFAULT</c> or <c>OVERRIDE</c>.</summary>
    public string? Logging { get; init; }

    /// <summary>For <c>OVERRIDE</c>.</summary>
    public ExecuteCommandLogConfiguration? LogConfiguration { get; init; }
}
