using System.Text;

namespace Slipway.Generators.Graph;

/// <summary>
/// Writes a graph as docs/reference/manifest.md describes it: the same graph gives the same text. What one round of a loop hands to the next is left out,
/// so that the edges hold no circle.
/// </summary>
internal static class GraphJson
{
    public static string Write(GraphBuilder graph)
    {
        var json = new StringBuilder("{\"partial\":").Append(graph.Reasons.Count > 0 ? "true" : "false").Append(",\"gaps\":[");
        json.Append(string.Join(",", graph.Reasons.Select(Sentence).Select(Text))).Append("],\"tasks\":[");
        json.Append(string.Join(",", graph.Nodes.Select(Node))).Append("],\"edges\":[");
        json.Append(string.Join(",", graph.Edges().Where(edge => edge.From < edge.To).Select(edge => Edge(graph, edge)))).Append("]}");
        return json.ToString();
    }

    private static string Node(GraphNode node)
    {
        var json = new StringBuilder("{\"id\":").Append(Text(node.Site)).Append(",\"task\":").Append(Text(node.Task)).Append(",\"kind\":").Append(Text(node.Kind));
        if (node.Parent is not null)
            json.Append(",\"parent\":").Append(Text(node.Parent));
        if (node.IsMany)
            json.Append(",\"mapped\":true");
        if (node.IsConditional)
            json.Append(",\"conditional\":true");
        return json.Append('}').ToString();
    }

    private static string Edge(GraphBuilder graph, (int From, int To, bool IsData) edge) =>
        $"{{\"from\":{Text(graph.Nodes[edge.From].Site)},\"to\":{Text(graph.Nodes[edge.To].Site)},\"kind\":\"{(edge.IsData ? "data" : "order")}\"}}";

    private static string Sentence(string reason) => char.ToUpperInvariant(reason[0]) + reason.Substring(1) + ".";

    private static string Text(string value)
    {
        var json = new StringBuilder("\"");
        foreach (var character in value)
        {
            if (character is '"' or '\\')
                json.Append('\\').Append(character);
            else if (character < ' ')
                json.Append("\\u").Append(((int)character).ToString("x4"));
            else
                json.Append(character);
        }

        return json.Append('"').ToString();
    }
}
