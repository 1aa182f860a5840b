namespace Slipway.Ecs.Collecting;

/// <summary>What the collector did.</summary>
public sealed record CollectorResult
{
    /// <summary>How many revisions are INACTIVE now that were not before.</summary>
    public required int Deregistered { get; init; }

    /// <summary>How many revisions ECS is deleting now.</summary>
    public required int Deleted { get; init; }

    /// <summary>How many were left alone, since they came into use after the plan was made.</summary>
    public required int Skipped { get; init; }

    /// <summary>What AWS refused.</summary>
    public required IReadOnlyList<CollectorFailure> Failures { get; init; }
}
