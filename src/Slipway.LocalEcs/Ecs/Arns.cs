namespace Slipway.LocalEcs.Ecs;

/// <summary>The names of ECS's resources in one account and region.</summary>
internal sealed class Arns(string region, string accountId)
{
    private readonly string _prefix = $"arn:aws:ecs:{region}:{accountId}:";

    /// <summary>The region.</summary>
    public string Region { get; } = region;

    /// <summary>The account.</summary>
    public string AccountId { get; } = accountId;

    /// <summary>The ARN of a cluster.</summary>
    public string Cluster(string name) => $"{_prefix}cluster/{name}";

    /// <summary>The ARN of a revision.</summary>
    public string TaskDefinition(string family, int revision) => $"{_prefix}task-definition/{family}:{revision}";

    /// <summary>The ARN of an ECS task.</summary>
    public string Task(string cluster, string id) => $"{_prefix}task/{cluster}/{id}";

    /// <summary>The ARN of a container of an ECS task.</summary>
    public string Container(string cluster, string taskId, string id) => $"{_prefix}container/{cluster}/{taskId}/{id}";

    /// <summary>The part of an ARN of this account and region after the kind, or null when it is another.</summary>
    /// <param name="kind">Such as <c>cluster</c>.</param>
    /// <param name="arn">The ARN.</param>
    public string? Resource(string kind, string arn) =>
        arn.StartsWith(_prefix + kind + "/", StringComparison.Ordinal) ? arn[(_prefix.Length + kind.Length + 1)..] : null;

    /// <summary>Whether a text is an ARN at all.</summary>
    public static bool IsArn(string text) => text.StartsWith("arn:", StringComparison.Ordinal);
}
