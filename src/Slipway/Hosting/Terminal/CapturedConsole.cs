namespace Slipway.Hosting.Terminal;

/// <summary>While a tree is drawn, what bodies write to the console goes above it. A stream that goes elsewhere than to the terminal is left alone.</summary>
internal sealed class CapturedConsole : IDisposable
{
    private readonly TextWriter? _out;
    private readonly TextWriter? _error;
    private readonly LinesAbove? _above;

    public CapturedConsole(HostTerminal terminal, ConsoleSink sink)
    {
        if (!sink.IsLive)
            return;
        _above = new LinesAbove(sink.Above);
        if (terminal.OutIsTerminal)
        {
            _out = Console.Out;
            Console.SetOut(_above);
        }

        _error = Console.Error;
        Console.SetError(_above);
    }

    public void Dispose()
    {
        if (_out is not null)
            Console.SetOut(_out);
        if (_error is not null)
            Console.SetError(_error);
        _above?.Dispose();
    }
}
