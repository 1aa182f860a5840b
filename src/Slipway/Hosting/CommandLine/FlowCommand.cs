using System.CommandLine;
using System.Text.Json;
using Slipway.Core.Text;
using Slipway.Hosting.Parameters;
using Slipway.Runtime;

namespace Slipway.Hosting.CommandLine;

/// <summary><c>run FLOW</c>: the flow's parameters as options, and those that every flow has.</summary>
internal sealed class FlowCommand : Command
{
    private const string True = "true";

    private readonly List<FlowOption> _parameters = [];
    private readonly Dictionary<string, string> _names = new(StringComparer.Ordinal);
    private readonly JsonSerializerOptions _json;

    public FlowCommand(FlowDefinition flow, JsonSerializerOptions json)
        : base(flow.Name, flow.Description)
    {
        Flow = flow;
        _json = json;
        var taken = Run.All.Select(option => option.Name).Append("--help").ToHashSet(StringComparer.Ordinal);
        foreach (var parameter in flow.Parameters)
        {
            var name = ParameterNames.Option(parameter, taken);
            _names[parameter.Name] = name;
            _parameters.Add(new FlowOption(name, parameter));
        }

        foreach (var option in _parameters)
            Add(option);
        foreach (var option in Run.All)
            Add(option);
    }

    public FlowDefinition Flow { get; }

    public RunOptions Run { get; } = new();

    /// <summary>Reads the inputs from the command line.</summary>
    /// <param name="parse">The command line.</param>
    /// <param name="json">How values are read.</param>
    /// <param name="readFile">Reads the file of <c>--param-json @FILE</c>.</param>
    /// <param name="before">The inputs of the run that goes on; null for a new one.</param>
    public FlowInputs Inputs(ParseResult parse, JsonSerializerOptions json, Func<string, string> readFile, IReadOnlyDictionary<string, JsonElement>? before)
    {
        var inputs = new FlowInputs(Flow, json, _names);
        if (before is not null)
            inputs.AddKept(before);
        if (Run.ParamJson(parse) is { } text)
            inputs.AddJson(text.StartsWith('@') ? readFile(text[1..]) : text, "--param-json");
        foreach (var option in _parameters)
        {
            if (parse.GetResult(option) is not { Implicit: false } result)
                continue;
            IReadOnlyList<string> texts = [.. result.Tokens.Select(token => token.Value)];
            inputs.AddText(option.Parameter, texts.Count == 0 && option.Flag ? [True] : texts);
        }

        return inputs;
    }

    /// <summary>The page of <c>run FLOW --help</c>.</summary>
    public string HelpPage(string program, int width)
    {
        foreach (var option in _parameters)
            option.Describe(TypeWords.Of(option.Parameter.Type, _json), TypeWords.ElementOf(option.Parameter.Type, _json) is not null, Default(option.Parameter, _json));
        var page = new HelpText(width);
        page.Line($"Usage: {program} run {Flow.Name} [options]").Line();
        if (Flow.Description is { Length: > 0 } description)
            page.Paragraph(description);
        page.Section("Parameters", [.. _parameters.Select(option => (Label(option), option.Description ?? ""))]);
        page.Section("Options", [.. Run.All.Select(option => (Label(option), option.Description ?? "")), ("-h, --help", "Shows this page.")]);
        page.Line().Line("Example:").Line("  " + Example(program));
        return page.ToString();
    }

    /// <summary>A command line that the flow takes.</summary>
    private string Example(string program)
    {
        var shown = _parameters.Where(option => option.Parameter.IsRequired).DefaultIfEmpty(_parameters.FirstOrDefault()).OfType<FlowOption>();
        return string.Join(' ', [program, "run", Flow.Name, .. shown.Select(option => $"{option.Name} {TypeWords.Of(option.Parameter.Type, _json).Example}")]);
    }

    private static string Label(Option option)
    {
        var names = string.Join(", ", option.Aliases.Where(alias => !alias.StartsWith("--", StringComparison.Ordinal)).Append(option.Name));
        return (names.StartsWith("--", StringComparison.Ordinal) ? "    " + names : names) + (option.ValueType == typeof(bool) ? "" : " " + option.HelpName);
    }

    private static string? Default(FlowParameter parameter, JsonSerializerOptions json)
    {
        if (parameter.IsRequired)
            return null;
        var element = JsonSerializer.SerializeToElement(parameter.Default, parameter.Type, json);
        return element.ValueKind switch
        {
            JsonValueKind.Null => "none",
            JsonValueKind.String when element.GetString() is { Length: > 0 } text => text,
            _ => element.GetRawText(),
        };
    }
}
