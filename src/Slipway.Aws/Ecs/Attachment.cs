namespace Slipway.Aws.Ecs;

/// <summary>A network interface or volume attached to an ECS task.</summary>
public sealed record Attachment
{
    /// <summary>Its id.</summary>
    public string? Id { get; init; }

    /// <summary><c>ElasticNetworkInterface</c>, <c>AmazonElasticBlockStorage</c>…</summary>
    public string? Type { get; init; }

    /// <summary><c>PRECREATED</c>, <c>ATTACHED</c>, <c>DELETED</c>…</summary>
    public string? Status { get; init; }

    /// <summary>Subnet, address and so on.</summary>
    public IReadOnlyList<NameValue>? Details { get; init; }
}
