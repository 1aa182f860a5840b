namespace Slipway.Cli.Terminal;

/// <summary>
/// One line at the bottom of the terminal that says what goes on now, with a spinner. It lives on standard error; whatever is written while it
/// shows goes above it. On anything but a terminal it shows nothing.
/// </summary>
internal sealed class StatusLine : IDisposable
{
    private const string Erase = "\r\e[2K";
    private const string Dim = "\e[2m";
    private const string Cyan = "\e[36m";
    private const string Plain = "\e[0m";
    private const int Margin = 2;
    private static readonly TimeSpan Beat = TimeSpan.FromMilliseconds(100);
    private static readonly string[] Frames = ["⠋", "⠙", "⠹", "⠸", "⠼", "⠴", "⠦", "⠧", "⠇", "⠏"];

    private readonly TerminalStreams _terminal;
    private readonly Lock _gate = new();
    private readonly ITimer? _timer;
    private Func<string>? _text;
    private int _frame;
    private bool _shown;

    /// <summary>Makes a line that shows nothing yet.</summary>
    public StatusLine(TerminalStreams terminal, TimeProvider time)
    {
        _terminal = terminal;
        if (terminal.ErrorIsTerminal && terminal.LiveStatus)
            _timer = time.CreateTimer(static line => ((StatusLine)line!).Tick(), this, Beat, Beat);
    }

    /// <summary>Whether there is a terminal to show it on.</summary>
    public bool IsLive => _timer is not null;

    /// <summary>Shows a text, asked for anew at each beat; null shows nothing.</summary>
    public void Show(Func<string>? text)
    {
        lock (_gate)
        {
            _text = text;
            Draw();
        }
    }

    /// <summary>Writes something above the line.</summary>
    public void Above(Action write)
    {
        lock (_gate)
        {
            Hide();
            write();
            Draw();
        }
    }

    /// <summary>Takes the line away for good.</summary>
    public void Dispose()
    {
        _timer?.Dispose();
        lock (_gate)
        {
            _text = null;
            Hide();
        }
    }

    private void Tick()
    {
        lock (_gate)
        {
            _frame = (_frame + 1) % Frames.Length;
            Draw();
        }
    }

    private void Draw()
    {
        if (!IsLive)
            return;
        if (_text is null)
        {
            Hide();
            return;
        }

        // A line that wrapped could not be erased.
        var text = _text();
        var room = Math.Max(1, _terminal.TerminalWidth() - Frames[0].Length - Margin);
        if (text.Length > room)
            text = text[..(room - 1)] + "…";
        _terminal.Error.Write(_terminal.Colours ? $"{Erase}{Cyan}{Frames[_frame]}{Plain} {Dim}{text}{Plain}" : $"{Erase}{Frames[_frame]} {text}");
        _shown = true;
    }

    private void Hide()
    {
        if (!_shown)
            return;
        _terminal.Error.Write(Erase);
        _shown = false;
    }
}
