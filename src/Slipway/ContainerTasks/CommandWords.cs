using Slipway.Core.Errors;

namespace Slipway.ContainerTasks;

/// <summary>What the command says on standard error: its last words are its error when it ends without a report.</summary>
internal sealed class CommandWords
{
    private const string Speaker = "slipway: ";
    private const string CodeLine = "code: ";
    private const int Kept = 20;

    private readonly Queue<string> _last = new();
    private string? _code;

    /// <summary>Takes a line in.</summary>
    /// <returns>The line without the command's name.</returns>
    public string Hear(string line)
    {
        var text = line.StartsWith(Speaker, StringComparison.Ordinal) ? line[Speaker.Length..] : line.Trim();
        if (text.StartsWith(CodeLine, StringComparison.Ordinal))
            _code = text[CodeLine.Length..].Trim();
        else if (text.Length > 0)
            _last.Enqueue(text);
        if (_last.Count > Kept)
            _last.Dequeue();
        return text;
    }

    /// <summary>The error of a command that ended without a report.</summary>
    public SlipwayException Error(string command, int exitCode) => new(
        _code ?? "container.command-failed",
        _last.Count > 0 ? string.Join('\n', _last) : $"'{command} run' ended with exit code {exitCode} and said nothing. Run it by hand to see more.");
}
