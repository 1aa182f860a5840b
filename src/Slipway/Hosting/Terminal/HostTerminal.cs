using System.Text;
using Slipway.Core.Text;
using Slipway.Hosting.View;

namespace Slipway.Hosting.Terminal;

/// <summary>Standard output and standard error, and what each can show. Output of flows goes to the first, Slipway's own words to the second.</summary>
internal sealed class HostTerminal
{
    // Wide enough that nothing in a pipe is ever wrapped: other programs read it.
    private const int PipeWidth = 100_000;
    private const int DefaultWidth = 80;
    private const int DefaultHeight = 24;
    private const string Reset = "\e[0m";

    public required TextWriter Out { get; init; }

    public required TextWriter Error { get; init; }

    public bool OutIsTerminal { get; init; }

    public bool ErrorIsTerminal { get; init; }

    /// <summary>Whether colours are wanted where there is a terminal (NO_COLOR, TERM=dumb: no).</summary>
    public bool Colours { get; init; }

    /// <summary>Whether the terminal moves its cursor (TERM=dumb: no), so that a tree can live on it.</summary>
    public bool MovesCursor { get; init; }

    /// <summary>The terminal's columns and lines, as they are now.</summary>
    public Func<(int Width, int Height)> Size { get; init; } = () => (DefaultWidth, DefaultHeight);

    public int OutWidth => OutIsTerminal ? Size().Width : PipeWidth;

    public int ErrorWidth => ErrorIsTerminal ? Size().Width : PipeWidth;

    /// <summary>Says something, in Slipway's name.</summary>
    public void Say(string message) => Error.WriteLine(Wrapping.Lines("slipway: ", "  ", message, ErrorWidth));

    /// <summary>Adds to what was said.</summary>
    public void Detail(string text) => Error.WriteLine(Wrapping.Lines("  ", "    ", text, ErrorWidth));

    /// <summary>Writes text to standard error as it is.</summary>
    public void Dump(object text) => Error.WriteLine(text);

    /// <summary>Writes a line to standard error, with colours where they are wanted.</summary>
    public void Write(StyledLine line) => Error.WriteLine(Text(line));

    /// <summary>The line as standard error takes it.</summary>
    public string Text(StyledLine line)
    {
        if (!ErrorIsTerminal || !Colours)
            return line.ToString();
        var text = new StringBuilder();
        foreach (var piece in line.Pieces)
        {
            var code = Code(piece.Tone);
            text.Append(code).Append(piece.Text).Append(code.Length > 0 ? Reset : "");
        }

        return text.ToString();
    }

    /// <summary>The streams of a real process.</summary>
    public static HostTerminal OfThisProcess(Func<string, string?> variable)
    {
        var dumb = variable("TERM") == "dumb";
        return new HostTerminal
        {
            Out = Writer(Console.OpenStandardOutput()),
            Error = Writer(Console.OpenStandardError()),
            OutIsTerminal = !Console.IsOutputRedirected,
            ErrorIsTerminal = !Console.IsErrorRedirected,
            // https://no-color.org: present and not empty.
            Colours = !dumb && variable("NO_COLOR") is not { Length: > 0 },
            MovesCursor = !dumb,
            Size = SizeOfThisTerminal,
        };
    }

    private static TextWriter Writer(Stream stream) =>
        TextWriter.Synchronized(new StreamWriter(stream, new UTF8Encoding(encoderShouldEmitUTF8Identifier: false)) { AutoFlush = true });

    private static (int Width, int Height) SizeOfThisTerminal()
    {
        try
        {
            return (Console.WindowWidth is > 0 and var width ? width : DefaultWidth, Console.WindowHeight is > 0 and var height ? height : DefaultHeight);
        }
        catch (IOException)
        {
            return (DefaultWidth, DefaultHeight);
        }
    }

    private static string Code(Tone tone) => tone switch
    {
        Tone.Dim => "\e[2m",
        Tone.Bold => "\e[1m",
        Tone.Good => "\e[32m",
        Tone.Bad => "\e[31m",
        Tone.Notice => "\e[33m",
        Tone.Active => "\e[36m",
        _ => "",
    };
}
