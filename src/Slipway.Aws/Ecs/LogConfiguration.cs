namespace Slipway.Aws.Ecs;

/// <summary>Where a container's output goes.</summary>
public sealed record LogConfiguration
{
    /// <summary><c>awslogs</c>, <c>awsfirelens</c>…</summary>
    public required string LogDriver { get; init; }

    /// <summary>Options of the driver.</summary>
    public IReadOnlyDictionary<string, string>? Options { get; init; }

    /// <summary>Options whose values are secrets.</summary>
    public IReadOnlyList<SecretReference>? SecretOptions { get; init; }
}
