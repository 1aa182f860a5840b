using Slipway.Cli.Terminal;
using Slipway.Ecs.Launching;
using Slipway.Ecs.Registration;

namespace Slipway.Cli.Running;

/// <summary>
/// Tells a person how a launch gets on: milestones as lines on standard error, what goes on now in a status line when that is a terminal, and
/// the container's output as it is.
/// </summary>
internal sealed class RunProgress : ILaunchListener, IDisposable
{
    private static readonly TimeSpan NotableBacklog = TimeSpan.FromSeconds(10);

    private readonly TerminalStreams _terminal;
    private readonly TimeProvider _time;
    private readonly TextWriter _log;
    private readonly StatusLine _status;
    private string? _phase;
    private long _phaseStart;
    private bool _running;
    private bool _stopping;
    private bool _logClosed;
    private bool _keptUp;
    private bool _behind;

    /// <summary>Begins to tell.</summary>
    /// <param name="terminal">Where to.</param>
    /// <param name="time">The clock.</param>
    /// <param name="logToError">Whether the container's output goes to standard error, because standard output is for one JSON object.</param>
    public RunProgress(TerminalStreams terminal, TimeProvider time, bool logToError)
    {
        _terminal = terminal;
        _time = time;
        _log = logToError ? terminal.Error : terminal.Out;
        _status = new StatusLine(terminal, time);
    }

    /// <summary>The revision, once there is one.</summary>
    public RegisteredRevision? Revision { get; private set; }

    /// <summary>The ECS task, once there is one.</summary>
    public string? EcsTaskArn { get; private set; }

    /// <summary>Whether the ECS task had been started before; null while there is none.</summary>
    public bool? Adopted { get; private set; }

    /// <summary>Says something, above the status line.</summary>
    public void Say(string message) => _status.Above(() => _terminal.Say(message));

    /// <summary>Says something that nobody may overlook.</summary>
    public void Alarm(string message) => _status.Above(() => _terminal.Alarm(message));

    /// <summary>Names what goes on now; shown with the time it has taken so far.</summary>
    public void Now(string phase)
    {
        if (_phase == phase)
            return;
        _phase = phase;
        _phaseStart = _time.GetTimestamp();
        _status.Show(() => $"{phase} · {Words.Of(_time.GetElapsedTime(_phaseStart))}");
    }

    /// <summary>The launch is being stopped: what follows is no news about its start.</summary>
    public void Stopping()
    {
        _stopping = true;
        Now("stopping the ECS task");
    }

    /// <inheritdoc/>
    public void FindingRevision() => Now("looking for the revision");

    /// <inheritdoc/>
    public void RevisionReady(RegisteredRevision revision)
    {
        Revision = revision;
        Say(revision.Origin switch
        {
            RevisionOrigin.Reused => $"revision {revision.Name} re-used",
            RevisionOrigin.Registered => $"registered revision {revision.Name}",
            RevisionOrigin.Adopted => $"revision {revision.Name} found on AWS and re-used",
            _ => $"registered revision {revision.Name} for this launch alone",
        });
    }

    /// <inheritdoc/>
    public void Submitted(int submission, string capacity)
    {
        if (submission > 1)
            Say($"asking again for {capacity} (submission {submission})");
        Now($"asking ECS for {capacity}");
    }

    /// <inheritdoc/>
    public void Waiting(string reason, TimeSpan retryIn)
    {
        Say($"waiting: {reason.TrimEnd('.')}. Next try in {Words.Of(retryIn)}.");
        Now("waiting for AWS");
    }

    /// <inheritdoc/>
    public void Started(string ecsTaskArn, bool adopted)
    {
        EcsTaskArn = ecsTaskArn;
        Adopted = adopted;
        Say(adopted ? $"ECS task {Words.TaskId(ecsTaskArn)} adopted: this launch had started it before" : $"ECS task {Words.TaskId(ecsTaskArn)}");
    }

    /// <inheritdoc/>
    public void StatusChanged(string lastStatus, LaunchTimings timings)
    {
        if (lastStatus == "RUNNING" && !_running)
        {
            _running = true;
            var phases = PhaseTimes.Of(timings);
            Say($"running{Detail(phases)}");
            if (!_stopping)
                Now("running");
            return;
        }

        if (_stopping)
            return;
        switch (lastStatus)
        {
            case "PROVISIONING":
                Now("provisioning");
                break;
            case "PENDING" when timings is { PullStartedAt: not null, PullStoppedAt: null }:
                Now("pulling the image");
                break;
            case "PENDING":
                Now("preparing");
                break;
            case "ACTIVATING":
                Now("activating");
                break;
            case "DEACTIVATING" or "STOPPING" or "DEPROVISIONING":
                Now("ending");
                break;
        }
    }

    /// <inheritdoc/>
    public void Log(DateTimeOffset at, string line)
    {
        if (_logClosed)
            return;
        try
        {
            _status.Above(() => _log.WriteLine(line));
        }
        catch (IOException)
        {
            // "slipway run … | head": nobody reads any more. The container goes on, and its exit code still counts.
            _logClosed = true;
            Say("standard output was closed; the container goes on, its log is in CloudWatch");
        }
    }

    /// <inheritdoc/>
    public void LogBacklog(TimeSpan behind)
    {
        // A log that is read after the event, as by 'attach', is no log that lags.
        _keptUp |= behind < NotableBacklog;
        if (!_keptUp || behind < NotableBacklog == !_behind)
            return;
        _behind = !_behind;
        Say(_behind ? $"the log is {Words.Of(behind)} behind" : "the log has caught up");
    }

    /// <inheritdoc/>
    public void Dispose() => _status.Dispose();

    private static string Detail(PhaseTimes phases)
    {
        var parts = new List<string>();
        if (phases.Provision is { } provision)
            parts.Add($"provisioning {Words.Of(provision)}");
        if (phases.Pull is { } pull)
            parts.Add($"pull {Words.Of(pull)}");
        var after = phases.Waited is { } waited ? $" after {Words.Of(waited)}" : "";
        return parts.Count == 0 ? after : $"{after} ({string.Join(", ", parts)})";
    }
}
