using System.Text;

namespace Slipway.Hosting.Terminal;

/// <summary>Takes the place of the console's writers while a tree is drawn: whole lines go above it.</summary>
internal sealed class LinesAbove(Action<string> write) : TextWriter
{
    private readonly Lock _gate = new();
    private readonly StringBuilder _line = new();

    public override Encoding Encoding => Encoding.UTF8;

    public override void Write(char value)
    {
        lock (_gate)
        {
            if (value == '\n')
                End();
            else if (value != '\r')
                _line.Append(value);
        }
    }

    public override void Write(char[] buffer, int index, int count) => Write(buffer.AsSpan(index, count));

    public override void Write(string? value) => Write(value.AsSpan());

    public override void Write(ReadOnlySpan<char> buffer)
    {
        lock (_gate)
        {
            while (buffer.IndexOf('\n') is var end and >= 0)
            {
                _line.Append(buffer[..end].TrimEnd('\r'));
                End();
                buffer = buffer[(end + 1)..];
            }

            _line.Append(buffer);
        }
    }

    public override void WriteLine(string? value)
    {
        lock (_gate)
        {
            Write(value.AsSpan());
            End();
        }
    }

    public override void WriteLine(ReadOnlySpan<char> buffer)
    {
        lock (_gate)
        {
            Write(buffer);
            End();
        }
    }

    protected override void Dispose(bool disposing)
    {
        lock (_gate)
        {
            if (_line.Length > 0)
                End();
        }

        base.Dispose(disposing);
    }

    private void End()
    {
        write(_line.ToString());
        _line.Clear();
    }
}
