using System.Text;
using System.Text.Json;
using Slipway.Cli.Terminal;
using Slipway.Core.Flows;
using Slipway.Core.Graphs;

namespace Slipway.Cli.Flows;

/// <summary>Writes a flow's graph for other programs.</summary>
internal static class GraphFormats
{
    /// <summary>The word of an edge's kind, the same as in manifests.</summary>
    public static string Word(EdgeKind kind) => kind switch
    {
        EdgeKind.Result => "data",
        EdgeKind.Needs => "order",
        _ => throw new ArgumentOutOfRangeException(nameof(kind), kind, "An edge without a word."),
    };

    /// <summary>How many task runs a task makes; null for one without matrix.</summary>
    public static int? Count(ContainerTask task) => task.Matrix?.Combinations().Count;

    /// <summary>A Mermaid flowchart.</summary>
    public static string Mermaid(FlowFile file)
    {
        var text = new StringBuilder("flowchart TD\n");
        var ids = Ids(file);
        foreach (var (name, task) in file.Flow.Tasks!)
            text.Append($"  {ids[name]}[\"{name}{(Count(task) is { } count ? $" ×{count}" : "")}\"]\n");
        foreach (var (name, edges) in file.Graph.Edges)
        {
            foreach (var edge in edges)
                text.Append($"  {ids[edge.Upstream]} {(edge.Kind == EdgeKind.Result ? "-->|result| " : "--> ")}{ids[name]}\n");
        }

        return text.ToString();
    }

    /// <summary>A Graphviz digraph.</summary>
    public static string Dot(FlowFile file)
    {
        var text = new StringBuilder($"digraph \"{file.Name}\" {{\n  rankdir=TB;\n  node [shape=box, style=rounded];\n");
        foreach (var (name, task) in file.Flow.Tasks!)
            text.Append($"  \"{name}\"{(Count(task) is { } count ? $" [label=\"{name} ×{count}\"]" : "")};\n");
        foreach (var (name, edges) in file.Graph.Edges)
        {
            foreach (var edge in edges)
                text.Append($"  \"{edge.Upstream}\" -> \"{name}\"{(edge.Kind == EdgeKind.Result ? " [label=\"result\"]" : "")};\n");
        }

        return text.Append("}\n").ToString();
    }

    /// <summary>One JSON object. Members are added, never renamed.</summary>
    public static void Json(FlowFile file, TextWriter output) => JsonOutput.Write(output, json =>
    {
        json.WriteString("flow", file.Name);
        json.WriteStartArray("tasks");
        foreach (var (name, task) in file.Flow.Tasks!)
        {
            json.WriteStartObject();
            json.WriteString("name", name);
            json.WriteString("image", file.Flow.SettingsOf(task).Image);
            Upstream(json, file.Graph.Edges[name]);
            json.WriteStartArray("runs");
            foreach (var node in file.Graph.Nodes.Where(node => node.Task == name))
            {
                json.WriteStartObject();
                json.WriteString("name", node.Name);
                Matrix(json, node.Matrix);
                json.WriteEndObject();
            }

            json.WriteEndArray();
            json.WriteEndObject();
        }

        json.WriteEndArray();
    });

    /// <summary>Writes the values of a matrix; null without one.</summary>
    public static void Matrix(Utf8JsonWriter json, MatrixCombination? matrix)
    {
        if (matrix is null)
        {
            json.WriteNull("matrix");
            return;
        }

        json.WriteStartObject("matrix");
        foreach (var (axis, value) in matrix.Values)
            json.WriteString(axis, value);
        json.WriteEndObject();
    }

    private static void Upstream(Utf8JsonWriter json, IReadOnlyList<TaskEdge> edges)
    {
        json.WriteStartArray("upstream");
        foreach (var edge in edges)
        {
            json.WriteStartObject();
            json.WriteString("task", edge.Upstream);
            json.WriteString("by", Word(edge.Kind));
            json.WriteEndObject();
        }

        json.WriteEndArray();
    }

    // Names may be words of Mermaid's own, such as 'end'.
    private static Dictionary<string, string> Ids(FlowFile file) =>
        file.Flow.Tasks!.Keys.Select((name, i) => (name, i)).ToDictionary(pair => pair.name, pair => $"t{pair.i + 1}", StringComparer.Ordinal);
}
