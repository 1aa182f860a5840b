using Slipway.ContainerTasks;
using Slipway.Core.Errors;
using Slipway.Core.Launches;

namespace Slipway;

/// <summary>A container did not end well. Its code is <c>container.failed</c>.</summary>
public sealed class ContainerFailedException : SlipwayException
{
    /// <summary>Says what failed.</summary>
    /// <param name="image">The image that was asked for.</param>
    /// <param name="launchId">The launch.</param>
    /// <param name="end">How it ended.</param>
    /// <param name="inner">What it failed with here; null when it failed in the container.</param>
    public ContainerFailedException(string image, string launchId, ContainerEnd end, Exception? inner = null)
        : base("container.failed", Words(image, launchId, end), inner)
    {
        ArgumentNullException.ThrowIfNull(end);
        (Image, LaunchId, FailureClass, MayPass) = (image, launchId, end.Failure ?? FailureClass.UserCode, end.MayPass);
        (ExitCode, EcsTaskArn) = (end.ExitCode, end.EcsTaskArn);
    }

    /// <summary>The image that was asked for.</summary>
    public string Image { get; }

    /// <summary>The last attempt's launch.</summary>
    public string LaunchId { get; }

    /// <summary>Why the last attempt failed.</summary>
    public FailureClass FailureClass { get; }

    /// <summary>Whether that is the infrastructure's own and likely to pass.</summary>
    public bool MayPass { get; }

    /// <summary>The container's exit code; null when it never had one.</summary>
    public int? ExitCode { get; }

    /// <summary>The ECS task; null when none was started.</summary>
    public string? EcsTaskArn { get; }

    private static string Words(string image, string launchId, ContainerEnd end)
    {
        ArgumentNullException.ThrowIfNull(end);
        var reason = end.Reason ?? (end.ExitCode is { } code ? $"It ended with exit code {code}." : "It did not end well.");
        return $"{image} failed: {reason} Its log: slipway attach {launchId}";
    }
}
