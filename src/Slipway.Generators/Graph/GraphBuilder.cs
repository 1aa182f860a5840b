namespace Slipway.Generators.Graph;

/// <summary>Collects the nodes and edges of a flow.</summary>
internal sealed class GraphBuilder
{
    private readonly Dictionary<string, int> _bySite = new(StringComparer.Ordinal);
    private readonly Dictionary<(int From, int To), bool> _edges = [];

    public List<GraphNode> Nodes { get; } = [];

    /// <summary>Why the graph may lack something, each reason once.</summary>
    public SortedSet<string> Reasons { get; } = new(StringComparer.Ordinal);

    /// <summary>The node of a site, made at its first visit.</summary>
    public int Node(string site, string task, string kind, string? parent, bool isMany, bool isConditional)
    {
        if (!_bySite.TryGetValue(site, out var index))
        {
            index = Nodes.Count;
            _bySite[site] = index;
            Nodes.Add(new(site, task, kind, parent));
        }

        Nodes[index].IsMany |= isMany;
        // Seen outside a branch once, it runs for certain.
        Nodes[index].IsConditional &= isConditional;
        return index;
    }

    /// <summary>An edge; that data passes outweighs mere order.</summary>
    public void Edge(int from, int to, bool isData)
    {
        if (from != to)
            _edges[(from, to)] = isData || (_edges.TryGetValue((from, to), out var before) && before);
    }

    /// <summary>All nodes from which a way leads to the node, against the loops' direction excluded.</summary>
    public HashSet<int> Before(int node)
    {
        var found = new HashSet<int>();
        var open = new Stack<int>([node]);
        while (open.Count > 0)
        {
            var to = open.Pop();
            foreach (var edge in _edges.Keys)
            {
                if (edge.To == to && edge.From < edge.To && found.Add(edge.From))
                    open.Push(edge.From);
            }
        }

        return found;
    }

    /// <summary>The edges in a fixed order, without those of mere order that others imply.</summary>
    public IEnumerable<(int From, int To, bool IsData)> Edges()
    {
        foreach (var edge in _edges.OrderBy(edge => edge.Key.From).ThenBy(edge => edge.Key.To))
        {
            if (edge.Value || !IsImplied(edge.Key.From, edge.Key.To))
                yield return (edge.Key.From, edge.Key.To, edge.Value);
        }
    }

    private bool IsImplied(int from, int to)
    {
        if (from > to)
            return _edges.ContainsKey((to, from));
        return _edges.Keys.Any(edge => edge.To == to && edge.From != from && edge.From < to && Before(edge.From).Contains(from));
    }
}
