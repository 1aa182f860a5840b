using Slipway.Ecs.Registration;

namespace Slipway.Ecs.Launching;

/// <summary>Hears what happens to a launch while it happens, in order. Must return quickly.</summary>
public interface ILaunchListener
{
    /// <summary>The launcher begins to look for a revision.</summary>
    void FindingRevision();

    /// <summary>A revision is at hand.</summary>
    void RevisionReady(RegisteredRevision revision);

    /// <summary>RunTask was sent.</summary>
    /// <param name="submission">1 for the first, more after definitive refusals.</param>
    /// <param name="capacity">Where it was asked to run.</param>
    void Submitted(int submission, string capacity);

    /// <summary>AWS refused for now; the launcher goes on by itself.</summary>
    /// <param name="reason">Why, in words.</param>
    /// <param name="retryIn">When it tries again.</param>
    void Waiting(string reason, TimeSpan retryIn);

    /// <summary>The launch has its ECS task.</summary>
    /// <param name="ecsTaskArn">The ECS task.</param>
    /// <param name="adopted">Whether it was started before, by this or another launcher.</param>
    void Started(string ecsTaskArn, bool adopted);

    /// <summary>ECS reports another state.</summary>
    /// <param name="lastStatus">ECS's <c>lastStatus</c>: PROVISIONING, PENDING, ACTIVATING, RUNNING…</param>
    /// <param name="timings">What is known of the phases so far.</param>
    void StatusChanged(string lastStatus, LaunchTimings timings);

    /// <summary>A line of the main container's output.</summary>
    /// <param name="at">When the container wrote it.</param>
    /// <param name="line">The line.</param>
    void Log(DateTimeOffset at, string line);

    /// <summary>How far the log is behind; called when it changes notably.</summary>
    void LogBacklog(TimeSpan behind);

    /// <summary>Whether somebody waits for the log lines now: such logs are read first and more often. Asked again and again; true unless overridden.</summary>
    bool WatchesLog => true;

    /// <summary>
    /// The place after all lines so far. Whoever keeps it beside what it did with the lines, and gives it as <see cref="LaunchOrder.LogPosition"/> next time,
    /// sees no gap and no duplicate.
    /// </summary>
    /// <param name="position">Opaque; valid for 24 hours.</param>
    void LogPosition(string position)
    {
    }

    /// <summary>Something that a person should know and that does not stop the launch, such as a log that may not be read.</summary>
    void Note(string text)
    {
    }
}
