using System.Text.Json;
using Slipway.Core.Launches;

namespace Slipway.ContainerTasks;

/// <summary>How a container ended.</summary>
public sealed record ContainerEnd
{
    /// <summary>How it failed; null when it ended well.</summary>
    public FailureClass? Failure { get; init; }

    /// <summary>Whether the failure is the infrastructure's own and likely to pass, so that another try costs no retry.</summary>
    public bool MayPass { get; init; }

    /// <summary>What happened, in words; null when it ended well.</summary>
    public string? Reason { get; init; }

    /// <summary>The container's exit code; null when it never had one.</summary>
    public int? ExitCode { get; init; }

    /// <summary>The image with the version that was found; null when none was.</summary>
    public string? Image { get; init; }

    /// <summary>The image's digest.</summary>
    public string? Digest { get; init; }

    /// <summary>The revision, <c>family:n</c>.</summary>
    public string? Revision { get; init; }

    /// <summary>The ECS task; null when none was started.</summary>
    public string? EcsTaskArn { get; init; }

    /// <summary>Whether it had ended before it was asked for now: an earlier try's outcome.</summary>
    public bool EndedBefore { get; init; }

    /// <summary>What it wrote into its result file; null when it wrote none, or when it was not wanted.</summary>
    public JsonElement? Result { get; init; }
}
