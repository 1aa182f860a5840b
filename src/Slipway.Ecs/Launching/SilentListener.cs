using Slipway.Ecs.Registration;

namespace Slipway.Ecs.Launching;

/// <summary>Hears nothing: for a launch that is only stopped, or whose outcome is all that counts.</summary>
public sealed class SilentListener : ILaunchListener
{
    private SilentListener()
    {
    }

    /// <summary>The only one.</summary>
    public static SilentListener Instance { get; } = new();

    /// <inheritdoc/>
    public bool WatchesLog => false;

    /// <inheritdoc/>
    public void FindingRevision()
    {
    }

    /// <inheritdoc/>
    public void RevisionReady(RegisteredRevision revision)
    {
    }

    /// <inheritdoc/>
    public void Submitted(int submission, string capacity)
    {
    }

    /// <inheritdoc/>
    public void Waiting(string reason, TimeSpan retryIn)
    {
    }

    /// <inheritdoc/>
    public void Started(string ecsTaskArn, bool adopted)
    {
    }

    /// <inheritdoc/>
    public void StatusChanged(string lastStatus, LaunchTimings timings)
    {
    }

    /// <inheritdoc/>
    public void Log(DateTimeOffset at, string line)
    {
    }

    /// <inheritdoc/>
    public void LogBacklog(TimeSpan behind)
    {
    }
}
