namespace Slipway.ContainerTasks;

/// <summary>One container to run: one attempt of a container task.</summary>
public sealed record ContainerLaunch
{
    /// <summary>The launch's id: at most one ECS task is ever started under it.</summary>
    public required string Id { get; init; }

    /// <summary>The image and its version.</summary>
    public required string Image { get; init; }

    /// <summary>The command; null means the image's own.</summary>
    public IReadOnlyList<string>? Command { get; init; }

    /// <summary>Environment, secrets, size, time limit.</summary>
    public required ContainerOptions Options { get; init; }

    /// <summary>Whether what it writes into its result file is wanted.</summary>
    public bool WantsResult { get; init; }
}
