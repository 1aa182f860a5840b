using System.CommandLine;
using System.Text.Json.Nodes;
using Slipway.Core.Errors;
using Slipway.Core.Flows;

namespace Slipway.Cli.Flows;

/// <summary>The options of <c>slipway flow run</c>, and what they mean.</summary>
internal sealed class FlowRunOptions
{
    private const int DefaultConcurrency = 20;

    private readonly Argument<string> _file = new("FILE") { Description = "The flow." };
    private readonly Option<string[]> _param = new("--param", "-p") { HelpName = "NAME=VALUE", Description = "A parameter of the flow; lists and objects as JSON. May be given several times." };
    private readonly Option<string?> _runId = new("--run-id") { HelpName = "ID", Description = "Makes the run resumable: the same id again adopts the ECS tasks that run and starts none again that has ended." };
    private readonly Option<int> _maxConcurrency = new("--max-concurrency")
    {
        HelpName = "N",
        Description = $"How many containers may run at the same time. Default: {DefaultConcurrency}.",
        DefaultValueFactory = _ => DefaultConcurrency,
    };

    private readonly Option<bool> _json = new("--json") { Description = "Ends with one JSON object on standard output; the containers' logs go to standard error." };

    /// <summary>Adds the options to the command.</summary>
    public FlowRunOptions(Command command)
    {
        command.Add(_file);
        foreach (var option in new Option[] { _param, _runId, _maxConcurrency, _json })
            command.Add(option);
    }

    /// <summary>The flow's file.</summary>
    public string File(ParseResult parse) => parse.GetRequiredValue(_file);

    /// <summary>Whether standard output is for one object.</summary>
    public bool Json(ParseResult parse) => parse.GetValue(_json);

    /// <summary>The run's id, when one was given.</summary>
    public FlowRunId? RunId(ParseResult parse) => parse.GetValue(_runId) is { } text ? FlowRunId.Parse(text) : null;

    /// <summary>How many containers may run at the same time.</summary>
    public int MaxConcurrency(ParseResult parse) => parse.GetValue(_maxConcurrency) is > 0 and var number
        ? number
        : throw new SlipwayException("input.option", "--max-concurrency: write a number from 1 on.");

    /// <summary>The run's parameters.</summary>
    /// <exception cref="SlipwayException"><c>input.parameter</c>: one is not known, missing, or not of its type.</exception>
    public IReadOnlyDictionary<string, JsonNode?> Parameters(ParseResult parse, ContainerFlow flow)
    {
        var said = new Dictionary<string, JsonNode>(StringComparer.Ordinal);
        foreach (var text in parse.GetValue(_param) ?? [])
        {
            var equals = text.IndexOf('=', StringComparison.Ordinal);
            if (equals <= 0)
                throw new SlipwayException("input.option", $"--param: '{text}' is not NAME=VALUE, such as day=2026-01-31.");
            said[text[..equals]] = JsonValue.Create(text[(equals + 1)..]);
        }

        var problems = ParameterValue.Bind(flow, said, out var values);
        return problems.Count == 0
            ? values
            : throw new SlipwayException("input.parameter", string.Join('\n', problems.Select(problem => $"--param {problem.Parameter} {problem.Problem}.")));
    }
}
