using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;

namespace Slipway.Tests.Hosting;

/// <summary>A terminal as far as the live tree uses one: lines that scroll up, cursor up, erasing. Anything else fails the test.</summary>
internal sealed partial class Screen : TextWriter
{
    private readonly List<StringBuilder> _lines = [new()];
    private int _row;
    private int _column;

    public override Encoding Encoding => Encoding.UTF8;

    public bool CursorIsHidden { get; private set; }

    public string Text => string.Join('\n', _lines.Select(line => line.ToString().TrimEnd())).TrimEnd('\n');

    public override void Write(char value) => Write(value.ToString());

    public override void Write(string? value)
    {
        var text = value ?? "";
        for (var at = 0; at < text.Length;)
        {
            var sequence = Sequence().Match(text, at);
            if (sequence.Success)
            {
                Act(sequence.Groups["code"].Value, sequence.Groups["number"].Value);
                at += sequence.Length;
                continue;
            }

            Put(text[at++]);
        }
    }

    public override void WriteLine(string? value) => Write(value + "\n");

    private void Act(string code, string number)
    {
        switch (code)
        {
            case "A":
                _row -= int.Parse(number, CultureInfo.InvariantCulture);
                Assert.True(_row >= 0, "The cursor left the screen.");
                break;
            case "K":
                _lines[_row].Length = Math.Min(_lines[_row].Length, _column);
                break;
            case "J":
                _lines[_row].Length = Math.Min(_lines[_row].Length, _column);
                _lines.RemoveRange(_row + 1, _lines.Count - _row - 1);
                break;
            case "l" or "h" when number == "?25":
                CursorIsHidden = code == "l";
                break;
            case "m":
                break;
            default:
                Assert.Fail($"An escape sequence that this screen does not know: {number}{code}");
                break;
        }
    }

    private void Put(char character)
    {
        switch (character)
        {
            case '\n':
                _row++;
                _column = 0;
                if (_row == _lines.Count)
                    _lines.Add(new StringBuilder());
                break;
            case '\r':
                _column = 0;
                break;
            default:
                var line = _lines[_row];
                while (line.Length <= _column)
                    line.Append(' ');
                line[_column++] = character;
                break;
        }
    }

    [GeneratedRegex(@"\G\e\[(?<number>[?0-9;]*)(?<code>[A-Za-z])", RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture)]
    private static partial Regex Sequence();
}
