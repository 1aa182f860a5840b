using System.Text.Json.Nodes;
using Slipway.Core.Flows;
using Slipway.Core.Launches;

namespace Slipway.Cli.Flows;

/// <summary>How an attempt ended.</summary>
internal sealed record AttemptEnd
{
    /// <summary>The launch.</summary>
    public required LaunchId Launch { get; init; }

    /// <summary>How it failed; null when it succeeded.</summary>
    public AttemptFailure? Failure { get; init; }

    /// <summary>What happened, in words; null when it succeeded.</summary>
    public string? Reason { get; init; }

    /// <summary>The container's exit code; null when it never had one.</summary>
    public int? ExitCode { get; init; }

    /// <summary>The ECS task; null when none was started.</summary>
    public string? EcsTaskArn { get; init; }

    /// <summary>Whether the ECS task had been started before.</summary>
    public bool Adopted { get; init; }

    /// <summary>When it ended; null when that is not known.</summary>
    public DateTimeOffset? EndedAt { get; init; }

    /// <summary>What the container wrote into its result file; null when it wrote none, or nobody wants it.</summary>
    public JsonNode? Result { get; init; }
}
