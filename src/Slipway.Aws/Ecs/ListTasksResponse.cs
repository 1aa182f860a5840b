namespace Slipway.Aws.Ecs;

/// <summary>A page of ECS tasks.</summary>
public sealed record ListTasksResponse
{
    /// <summary>Their ARNs.</summary>
    public IReadOnlyList<string> TaskArns { get; init => field = value ?? []; } = [];

    /// <summary>More to come when set.</summary>
    public string? NextToken { get; init; }
}
