using Slipway.Cli.Running;
using Slipway.Cli.Terminal;
using Slipway.Core.Graphs;
using Slipway.Core.Runs;
using Slipway.Ecs.Launching;
using Slipway.Ecs.Registration;

namespace Slipway.Cli.Flows;

/// <summary>
/// Tells a person how a flow run gets on: a line on standard error for each change of a task, a status line that counts, and the containers' output
/// with the task's name before each line.
/// </summary>
internal sealed class FlowProgress : IFlowListener, IDisposable
{
    private const int MaxName = 28;
    private static readonly string[] Colours = ["\e[36m", "\e[32m", "\e[33m", "\e[35m", "\e[34m", "\e[31m"];

    private readonly TerminalStreams _terminal;
    private readonly TextWriter _log;
    private readonly bool _coloured;
    private readonly StatusLine _status;
    private readonly FlowGraph _graph;
    private readonly TimeProvider _time;
    private readonly long _start;
    private readonly int _width;
    private readonly Dictionary<string, TaskRunState> _states = new(StringComparer.Ordinal);
    private readonly Dictionary<string, int> _order;
    private readonly Lock _gate = new();
    private bool _logClosed;

    /// <summary>Begins to tell.</summary>
    public FlowProgress(FlowGraph graph, TerminalStreams terminal, TimeProvider time, bool logToError)
    {
        (_graph, _terminal, _time) = (graph, terminal, time);
        _log = logToError ? terminal.Error : terminal.Out;
        _coloured = terminal.Colours && (logToError ? terminal.ErrorIsTerminal : terminal.OutIsTerminal);
        _width = Math.Min(MaxName, graph.Nodes.Max(node => node.Name.Length));
        _order = graph.Nodes.Select((node, i) => (node.Name, i)).ToDictionary(pair => pair.Name, pair => pair.i, StringComparer.Ordinal);
        _start = time.GetTimestamp();
        _status = new StatusLine(terminal, time);
    }

    /// <summary>Says something, above the status line.</summary>
    public void Say(string message) => _status.Above(() => _terminal.Say(message));

    /// <summary>Shows what goes on now instead of the counts, until tasks start.</summary>
    public void Now(string phase) => _status.Show(() => $"{phase} · {Words.Of(_time.GetElapsedTime(_start))}");

    /// <inheritdoc/>
    public void Changed(TaskNode node, TaskRunState state, int attempt, string? reason)
    {
        lock (_gate)
            _states[node.Name] = state;
        _status.Show(Counts);
        var again = attempt > 1 ? $" (attempt {attempt})" : "";
        var why = reason is null ? "" : $": {reason}";
        var words = (state.State, state.Variant) switch
        {
            (RunState.Running, _) => $"starting{again}",
            (RunState.Completed, _) => $"completed{again}",
            (RunState.AwaitingRetry, _) => $"failed{again}{why}",
            (RunState.Cancelling, _) => "stopping",
            (RunState.Cancelled, _) => $"cancelled{why}",
            (RunState.Failed, StateVariant.UpstreamFailed) => $"not run{why}",
            (RunState.Failed, StateVariant.TimedOut) => $"timed out{again}{why}",
            (RunState.Failed, _) => $"failed{again}{why}",
            (RunState.Crashed, StateVariant.Lost) => $"lost{again}{why}",
            (RunState.Crashed, _) => $"crashed{again}{why}",
            _ => state.ToString(),
        };
        Say($"{node.Name} {words}");
    }

    /// <inheritdoc/>
    public ILaunchListener LaunchOf(TaskNode node) => new Listener(this, node.Name);

    /// <inheritdoc/>
    public void Dispose() => _status.Dispose();

    private string Counts()
    {
        lock (_gate)
        {
            var running = _states.Values.Count(state => state.State is RunState.Running or RunState.Cancelling);
            var done = _states.Values.Count(state => state.State.IsFinal());
            var retrying = _states.Values.Count(state => state.State == RunState.AwaitingRetry);
            return $"{running} running, {(retrying > 0 ? $"{retrying} awaiting a retry, " : "")}{done} of {_graph.Nodes.Count} ended · {Words.Of(_time.GetElapsedTime(_start))}";
        }
    }

    private void Log(string task, string line)
    {
        if (_logClosed)
            return;
        var name = (task.Length > _width ? string.Concat(task.AsSpan(0, _width - 1), "…") : task).PadRight(_width);
        var prefix = _coloured ? $"{Colours[_order[task] % Colours.Length]}{name} |\e[0m " : $"{name} | ";
        try
        {
            _status.Above(() => _log.WriteLine(prefix + line));
        }
        catch (IOException)
        {
            // Nobody reads any more. The containers go on.
            _logClosed = true;
            Say("standard output was closed; the containers go on, their logs are in CloudWatch");
        }
    }

    private sealed class Listener(FlowProgress progress, string task) : ILaunchListener
    {
        public void FindingRevision()
        {
        }

        public void RevisionReady(RegisteredRevision revision)
        {
            if (revision.Origin == RevisionOrigin.Registered)
                progress.Say($"{task} registered revision {revision.Name}");
        }

        public void Submitted(int submission, string capacity)
        {
            if (submission > 1)
                progress.Say($"{task} asks again for {capacity} (submission {submission})");
        }

        public void Waiting(string reason, TimeSpan retryIn) => progress.Say($"{task} waits: {reason.TrimEnd('.')}. Next try in {Words.Of(retryIn)}.");

        public void Started(string ecsTaskArn, bool adopted) =>
            progress.Say(adopted ? $"{task} adopted ECS task {Words.TaskId(ecsTaskArn)}, which had been started before" : $"{task} is ECS task {Words.TaskId(ecsTaskArn)}");

        public void StatusChanged(string lastStatus, LaunchTimings timings)
        {
        }

        public void Log(DateTimeOffset at, string line) => progress.Log(task, line);

        public void LogBacklog(TimeSpan behind)
        {
        }

        public void Note(string text) => progress.Say($"{task}: {text}");
    }
}
