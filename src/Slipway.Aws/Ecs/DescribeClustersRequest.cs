namespace Slipway.Aws.Ecs;

/// <summary>Describes clusters.</summary>
public sealed record DescribeClustersRequest
{
    /// <summary>At most 100 names or ARNs; the default cluster when null.</summary>
    public IReadOnlyList<string>? Clusters { get; init; }

    /// <summary><c>TAGS</c>, <c>SETTINGS</c>, <c>CONFIGURATIONS</c>, <c>STATISTICS</c>, <c>ATTACHMENTS</c>.</summary>
    public IReadOnlyList<string>? Include { get; init; }
}
