using System.CommandLine;
using Slipway.Core.Errors;

namespace Slipway.Hosting.CommandLine;

/// <summary>The options that <c>run</c> has for every flow.</summary>
internal sealed class RunOptions
{
    private readonly Option<string?> _paramJson = new("--param-json") { HelpName = "JSON", Description = "All parameters as one JSON object, or @FILE that holds it. An option of its own goes over it." };
    private readonly Option<string?> _runId = new("--run-id") { HelpName = "ID", Description = "The flow run's id: letters, digits, hyphens, dots. Default: a new one." };
    private readonly Option<string[]> _slots = new("--slots") { HelpName = "NAME=N", Description = "How many tasks may hold the slot NAME at once. May be given several times." };
    private readonly Option<string?> _jsonEvents = new("--json-events") { HelpName = "FILE", Description = "Writes every event of the run to a file, one JSON object per line." };

    /// <summary>All of them, in the order of the help page.</summary>
    public IReadOnlyList<Option> All => [_paramJson, _runId, _slots, _jsonEvents];

    public string? ParamJson(ParseResult parse) => parse.GetValue(_paramJson);

    public string? RunId(ParseResult parse) => parse.GetValue(_runId);

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

    private static SlipwayException Bad(string message) => new("input.option", message);
}
