using System.CommandLine;
using Slipway.Core.Errors;

namespace Slipway.Hosting.CommandLine;

/// <summary>The options that <c>run</c> has for every flow.</summary>
internal sealed class RunOptions
{
    private readonly Option<string?> _paramJson = new("--param-json") { HelpName = "JSON", Description = "All parameters as one JSON object, or @FILE that holds it. An option of its own goes over it." };
    private readonly Option<string?> _runId = new("--run-id") { HelpName = "ID", Description = "The flow run's id: letters, digits, hyphens, dots. Default: a new one." };
    private readonly Option<string?> _resume = new("--resume") { HelpName = "ID", Description = "Goes on with a flow run that did not complete: tasks whose results were recorded are not run again. Parameters are those of before, unless they are given." };
    private readonly Option<bool> _refresh = new("--refresh") { Description = "Runs tasks although earlier runs cached their results." };
    private readonly Option<string?> _results = new("--results") { HelpName = "FOLDER", Description = "Where results are recorded. Default: .slipway, or what the program says." };
    private readonly Option<bool> _noResults = new("--no-results") { Description = "Records no results: the run can't be resumed." };
    private readonly Option<string[]> _slots = new("--slots") { HelpName = "NAME=N", Description = "How many tasks may hold the slot NAME at once. May be given several times." };
    private readonly Option<string?> _jsonEvents = new("--json-events") { HelpName = "FILE", Description = "Writes every event of the run to a file, one JSON object per line." };

    /// <summary>All of them, in the order of the help page.</summary>
    public IReadOnlyList<Option> All => [_paramJson, _resume, _refresh, _results, _noResults, _runId, _slots, _jsonEvents];

    public string? ParamJson(ParseResult parse) => parse.GetValue(_paramJson);

    public string? RunId(ParseResult parse) => parse.GetValue(_runId);

    public string? Resume(ParseResult parse) => parse.GetValue(_resume);

    public bool Refresh(ParseResult parse) => parse.GetValue(_refresh);

    public string? Results(ParseResult parse) => parse.GetValue(_results);

    public bool NoResults(ParseResult parse) => parse.GetValue(_noResults);

    public string? JsonEvents(ParseResult parse) => parse.GetValue(_jsonEvents);

    /// <summary>The slots, over those of the program.</summary>
    /// <exception cref="SlipwayException"><c>input.option</c>.</exception>
    public Dictionary<string, int> Slots(ParseResult parse, IDictionary<string, int> fromProgram)
    {
        var slots = new Dictionary<string, int>(fromProgram, StringComparer.Ordinal);
        foreach (var text in parse.GetValue(_slots) ?? [])
        {
            var equals = text.IndexOf('=', StringComparison.Ordinal);
            if (equals <= 0 || !int.TryParse(text.AsSpan(equals + 1), out var count) || count < 1)
                throw Bad($"--slots takes NAME=N with a whole number from 1, not '{text}'. Example: --slots database=4");
            slots[text[..equals]] = count;
        }

        return slots;
    }

    /// <summary>Refuses options that contradict each other.</summary>
    /// <exception cref="SlipwayException"><c>input.option</c>.</exception>
    public void Check(ParseResult parse)
    {
        if (Resume(parse) is not null && RunId(parse) is not null)
            throw Bad("--resume and --run-id both name the flow run. Leave --run-id out.");
        if (Resume(parse) is not null && NoResults(parse))
            throw Bad("--resume needs the recorded results that --no-results leaves out. Use one of them.");
        if (Results(parse) is not null && NoResults(parse))
            throw Bad("--results and --no-results contradict each other. Use one of them.");
    }

    /// <summary>The words after <c>run FLOW</c> that go on with a flow run in the same way.</summary>
    public IEnumerable<string> ToResume(ParseResult parse, string flowRunId)
    {
        yield return $"--resume {flowRunId}";
        if (Results(parse) is { } folder)
            yield return $"--results {Quoted(folder)}";
        foreach (var slot in parse.GetValue(_slots) ?? [])
            yield return $"--slots {Quoted(slot)}";
    }

    // For a shell: what is not surely plain is quoted.
    private static string Quoted(string word) =>
        word.Length > 0 && word.All(character => char.IsLetterOrDigit(character) || character is '-' or '_' or '.' or '/' or '=' or ':' or '\\')
            ? word
            : $"'{word.Replace("'", "'\\''", StringComparison.Ordinal)}'";

    private static SlipwayException Bad(string message) => new("input.option", message);
}
