using System.Text;
using Slipway.Hosting.View;
using Slipway.Reporting;

namespace Slipway.Hosting.Terminal;

/// <summary>Shows a flow run: as a live tree with logs above it on a terminal, else line by line.</summary>
internal sealed class ConsoleSink : IRunSink, IDisposable
{
    private const int MaxLiveHeight = 30;
    private const int MaxFinalHeight = 200;

    // The line where the cursor stands, and one of what was written before, stay in sight.
    private const int KeptFree = 2;
    private static readonly TimeSpan Beat = TimeSpan.FromMilliseconds(100);
    private static readonly string[] Frames = ["⠋", "⠙", "⠹", "⠸", "⠼", "⠴", "⠦", "⠧", "⠇", "⠏"];

    private readonly Lock _gate = new();
    private readonly HostTerminal _terminal;
    private readonly TimeProvider _time;
    private readonly PlainLines? _plain;
    private readonly LiveRegion? _region;
    private readonly ITimer? _timer;
    private readonly StringBuilder _above = new();
    private int _frame;
    private bool _closed;

    public ConsoleSink(HostTerminal terminal, TimeProvider time)
    {
        _terminal = terminal;
        _time = time;
        if (!terminal.ErrorIsTerminal || !terminal.MovesCursor)
        {
            _plain = new PlainLines();
            return;
        }

        _region = new LiveRegion(terminal.Error);
        _timer = time.CreateTimer(static sink => ((ConsoleSink)sink!).Tick(), this, Beat, Beat);
    }

    /// <summary>Whether a tree is drawn, so that nobody else may write to the terminal.</summary>
    public bool IsLive => _region is not null;

    /// <summary>What is known of the run.</summary>
    public RunView View { get; } = new();

    public ValueTask WriteAsync(IReadOnlyList<RunEvent> events, CancellationToken cancellationToken)
    {
        lock (_gate)
        {
            foreach (var happened in events)
            {
                foreach (var line in Lines(happened))
                    Say(line);
                View.Apply(happened);
            }
        }

        return ValueTask.CompletedTask;
    }

    /// <summary>Writes a line that is not an event: a line of Slipway's own, or what a body wrote to the console.</summary>
    public void Above(string line)
    {
        lock (_gate)
        {
            if (IsLive && !_closed)
                _above.Append(line).Append('\n');
            else
                _terminal.Error.WriteLine(line);
        }
    }

    /// <summary>Ends the live picture: the tree stays on the terminal as it is now.</summary>
    public void Dispose()
    {
        _timer?.Dispose();
        lock (_gate)
        {
            if (_region is null || _closed)
                return;
            _closed = true;
            var tree = View.FlowRunId.Length == 0 ? [] : Tree(MaxFinalHeight);
            foreach (var line in tree)
                _above.Append(line).Append('\n');
            _region.Draw(_above.ToString(), []);
        }
    }

    private IEnumerable<StyledLine> Lines(RunEvent happened) => happened switch
    {
        _ when _plain is not null => _plain.Of(happened, View),
        FlowRunStarted { ParentTaskRunId: null } started => [PlainLines.Start(started)],
        Logged logged => PlainLines.Log(logged, View),
        _ => [],
    };

    private void Say(StyledLine line)
    {
        if (IsLive && !_closed)
            _above.Append(_terminal.Text(line)).Append('\n');
        else
            _terminal.Write(line);
    }

    private void Tick()
    {
        lock (_gate)
        {
            if (_closed || View.FlowRunId.Length == 0)
                return;
            _frame = (_frame + 1) % Frames.Length;
            _region!.Draw(_above.ToString(), Tree(Math.Min(MaxLiveHeight, _terminal.Size().Height - KeptFree)));
            _above.Clear();
        }
    }

    private List<string> Tree(int height) =>
        [.. TreeLines.Of(View, _time.GetUtcNow(), _terminal.Size().Width, Math.Max(1, height), Frames[_frame]).Select(_terminal.Text)];
}
