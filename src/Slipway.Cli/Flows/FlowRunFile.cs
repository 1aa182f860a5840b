using System.Text.Json;
using System.Text.Json.Nodes;
using Slipway.Cli.Settings;
using Slipway.Core.Errors;
using Slipway.Core.Flows;

namespace Slipway.Cli.Flows;

/// <summary>
/// What this machine remembers of a flow run: which flow, which parameters, and what its images stood for. Its launches are remembered by the launch store.
/// </summary>
internal sealed record FlowRunFile
{
    private static readonly JsonSerializerOptions Indented = new() { WriteIndented = true };

    /// <summary>The flow's name.</summary>
    public required string Flow { get; init; }

    /// <summary>The hash of what the flow's file said.</summary>
    public required string Hash { get; init; }

    /// <summary>The environment.</summary>
    public required string Environment { get; init; }

    /// <summary>The parameters.</summary>
    public required JsonObject Parameters { get; init; }

    /// <summary>The digests of its images by name.</summary>
    public IReadOnlyDictionary<string, string> Images { get; init; } = new Dictionary<string, string>();

    /// <summary>Reads what is remembered; null when this machine knows nothing of the run.</summary>
    public static FlowRunFile? Read(string stateFolder, FlowRunId id)
    {
        var path = PathOf(stateFolder, id);
        if (!File.Exists(path))
            return null;
        try
        {
            var json = JsonNode.Parse(File.ReadAllText(path))!.AsObject();
            return new FlowRunFile
            {
                Flow = json["flow"]!.GetValue<string>(),
                Hash = json["hash"]!.GetValue<string>(),
                Environment = json["environment"]!.GetValue<string>(),
                Parameters = json["parameters"]!.AsObject(),
                Images = json["images"]!.AsObject().ToDictionary(pair => pair.Key, pair => pair.Value!.GetValue<string>(), StringComparer.Ordinal),
            };
        }
        catch (Exception exception) when (exception is JsonException or InvalidOperationException or NullReferenceException)
        {
            throw new SlipwayException("flow.bad-run-file", $"{path} can't be read: {exception.Message} Remove it, or use another --run-id.", exception);
        }
    }

    /// <summary>Refuses a run that is remembered as another one.</summary>
    /// <exception cref="SlipwayException"><c>flow.different-run</c>.</exception>
    public void MustBe(FlowRunFile other, FlowRunId id)
    {
        var what = Flow != other.Flow ? $"of flow '{Flow}'"
            : Environment != other.Environment ? $"in environment '{Environment}'"
            : Hash != other.Hash ? "of another text of this flow"
            : !JsonNode.DeepEquals(Parameters, other.Parameters) ? $"with other parameters: {Parameters.ToJsonString()}"
            : null;
        if (what is not null)
            throw new SlipwayException("flow.different-run", $"Run {id} was started before, {what}. Use another --run-id for what you want to run now.");
    }

    /// <summary>Remembers it.</summary>
    public void Write(string stateFolder, FlowRunId id)
    {
        var path = PathOf(stateFolder, id);
        StateFolder.Make(Path.GetDirectoryName(path)!);
        var json = new JsonObject
        {
            ["flow"] = Flow,
            ["hash"] = Hash,
            ["environment"] = Environment,
            ["parameters"] = Parameters.DeepClone(),
            ["images"] = new JsonObject(Images.Select(pair => KeyValuePair.Create(pair.Key, (JsonNode?)pair.Value))),
        };
        var part = $"{path}.{System.Environment.ProcessId}";
        File.WriteAllText(part, json.ToJsonString(Indented) + "\n");
        File.Move(part, path, overwrite: true);
    }

    private static string PathOf(string stateFolder, FlowRunId id) => Path.Combine(stateFolder, "flow-runs", $"{id}.json");
}
