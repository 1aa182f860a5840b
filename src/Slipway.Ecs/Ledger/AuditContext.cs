namespace Slipway.Ecs.Ledger;

/// <summary>Who does something to a revision, and why: the part of an audit entry that the caller knows.</summary>
/// <param name="Actor">A person, a service account or a machine: <c>ana@laptop</c>, <c>collector</c>.</param>
/// <param name="Reason">Why, in words.</param>
public sealed record AuditContext(string Actor, string Reason)
{
    /// <summary>The launch it is done for.</summary>
    public string? LaunchId { get; init; }

    /// <summary>The version that was asked for, such as <c>dbt-model:1.0.1</c>.</summary>
    public string? ImageVersion { get; init; }

    /// <summary>The image's digest.</summary>
    public string? ImageDigest { get; init; }

    /// <summary>The git commit of the flow or the settings.</summary>
    public string? GitCommit { get; init; }
}
