using Slipway.Ecs.Launching;
using Slipway.Ecs.Registration;

namespace Slipway.Cli.Flows;

/// <summary>Tells when a launch is in the launch store, so that it can be stopped; passes on what it hears.</summary>
/// <param name="inner">Hears everything too.</param>
/// <param name="known">Called with each piece of news that tells that the launch is known.</param>
internal sealed class KnownLaunch(ILaunchListener inner, Action known) : ILaunchListener
{
    /// <inheritdoc/>
    public bool WatchesLog => inner.WatchesLog;

    /// <inheritdoc/>
    public void FindingRevision() => News().FindingRevision();

    /// <inheritdoc/>
    public void RevisionReady(RegisteredRevision revision) => News().RevisionReady(revision);

    /// <inheritdoc/>
    public void Submitted(int submission, string capacity) => News().Submitted(submission, capacity);

    /// <inheritdoc/>
    public void Waiting(string reason, TimeSpan retryIn) => inner.Waiting(reason, retryIn);

    /// <inheritdoc/>
    public void Started(string ecsTaskArn, bool adopted) => News().Started(ecsTaskArn, adopted);

    /// <inheritdoc/>
    public void StatusChanged(string lastStatus, LaunchTimings timings) => News().StatusChanged(lastStatus, timings);

    /// <inheritdoc/>
    public void Log(DateTimeOffset at, string line) => inner.Log(at, line);

    /// <inheritdoc/>
    public void LogBacklog(TimeSpan behind) => inner.LogBacklog(behind);

    /// <inheritdoc/>
    public void LogPosition(string position) => inner.LogPosition(position);

    /// <inheritdoc/>
    public void Note(string text) => inner.Note(text);

    private ILaunchListener News()
    {
        known();
        return inner;
    }
}
