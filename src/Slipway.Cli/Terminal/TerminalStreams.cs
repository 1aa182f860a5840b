using System.Text;
using Slipway.Core.Text;
using Spectre.Console;

namespace Slipway.Cli.Terminal;

/// <summary>Standard output and standard error, and what each can show.</summary>
internal sealed class TerminalStreams
{
    // Wide enough that nothing in a pipe is ever wrapped: other programs read it.
    private const int PipeWidth = 100_000;
    private const int DefaultWidth = 80;

    /// <summary>Standard output: results and the container's log.</summary>
    public required TextWriter Out { get; init; }

    /// <summary>Standard error: Slipway's own words.</summary>
    public required TextWriter Error { get; init; }

    /// <summary>Whether somebody looks at <see cref="Out"/>.</summary>
    public bool OutIsTerminal { get; init; }

    /// <summary>Whether somebody looks at <see cref="Error"/>.</summary>
    public bool ErrorIsTerminal { get; init; }

    /// <summary>Whether colours are wanted where there is a terminal (NO_COLOR, TERM=dumb: no).</summary>
    public bool Colours { get; init; }

    /// <summary>Whether the terminal moves its cursor (TERM=dumb: no), so that a status line can live on it.</summary>
    public bool LiveStatus { get; init; }

    /// <summary>The width of the terminal in columns, as it is now.</summary>
    public Func<int> TerminalWidth { get; init; } = () => DefaultWidth;

    /// <summary>The width that help and tables on <see cref="Out"/> may take.</summary>
    public int OutWidth => OutIsTerminal ? TerminalWidth() : PipeWidth;

    private int ErrorWidth => ErrorIsTerminal ? TerminalWidth() : PipeWidth;

    /// <summary>Spectre's console over <see cref="Out"/>; tables in a pipe are plain and never wrapped.</summary>
    public IAnsiConsole OutConsole() => Console(Out, OutIsTerminal, OutWidth);

    /// <summary>Says something on <see cref="Error"/>, in Slipway's name.</summary>
    public void Say(string message) => Error.WriteLine(Wrapping.Lines("slipway: ", "  ", message, ErrorWidth));

    /// <summary>Says something that nobody may overlook.</summary>
    public void Alarm(string message)
    {
        var text = Wrapping.Lines("slipway: ALARM: ", "  ", message, ErrorWidth);
        Error.WriteLine(ErrorIsTerminal && Colours ? $"\e[1;31m{text}\e[0m" : text);
    }

    /// <summary>Adds to what was said.</summary>
    public void Detail(string text) => Error.WriteLine(Wrapping.Lines("  ", "    ", text, ErrorWidth));

    /// <summary>The streams of a real process.</summary>
    public static TerminalStreams OfThisProcess(IReadOnlyDictionary<string, string> variables)
    {
        var dumb = variables.TryGetValue("TERM", out var term) && term == "dumb";
        var utf8 = new UTF8Encoding(encoderShouldEmitUTF8Identifier: false);
        return new TerminalStreams
        {
            Out = TextWriter.Synchronized(new StreamWriter(System.Console.OpenStandardOutput(), utf8) { AutoFlush = true }),
            Error = TextWriter.Synchronized(new StreamWriter(System.Console.OpenStandardError(), utf8) { AutoFlush = true }),
            OutIsTerminal = !System.Console.IsOutputRedirected,
            ErrorIsTerminal = !System.Console.IsErrorRedirected,
            // https://no-color.org: present and not empty.
            Colours = !dumb && !(variables.TryGetValue("NO_COLOR", out var noColour) && noColour.Length > 0),
            LiveStatus = !dumb,
            TerminalWidth = WidthOfThisTerminal,
        };
    }

    private static int WidthOfThisTerminal()
    {
        try
        {
            return System.Console.WindowWidth is > 0 and var width ? width : DefaultWidth;
        }
        catch (IOException)
        {
            return DefaultWidth;
        }
    }

    private IAnsiConsole Console(TextWriter writer, bool isTerminal, int width)
    {
        var console = AnsiConsole.Create(new AnsiConsoleSettings
        {
            Out = new AnsiConsoleOutput(writer),
            Ansi = isTerminal && LiveStatus ? AnsiSupport.Yes : AnsiSupport.No,
            ColorSystem = isTerminal && Colours ? ColorSystemSupport.Standard : ColorSystemSupport.NoColors,
            Interactive = InteractionSupport.No,
        });
        console.Profile.Width = width;
        return console;
    }
}
