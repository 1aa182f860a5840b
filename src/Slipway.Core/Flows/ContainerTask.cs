using Slipway.Core.Containers;

namespace Slipway.Core.Flows;

/// <summary>A task of a flow of containers.</summary>
public sealed record ContainerTask
{
    /// <summary>What it does.</summary>
    public string? Description { get; init; }

    /// <summary>The tasks that must have completed before it starts, besides those whose results it uses.</summary>
    public IReadOnlyList<string>? Needs { get; init; }

    /// <summary>The values that it is run for; null means once.</summary>
    public TaskMatrix? Matrix { get; init; }

    /// <summary>How often and when it is tried again; null means never.</summary>
    public TaskRetries? Retries { get; init; }

    /// <summary>How long one attempt may run, counted from the container's start; null means without limit.</summary>
    public TimeSpan? Timeout { get; init; }

    /// <summary>What it runs, and on what. Expressions stand in command and environment as they were written.</summary>
    public ContainerSettings Container { get; init; } = new();
}
