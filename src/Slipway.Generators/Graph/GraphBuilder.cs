namespace Slipway.Generators.Graph;

/// <summary>Collects the nodes and edges of a flow.</summary>
internal sealed class GraphBuilder
{
    private readonly Dictionary<string, int> _bySite = new(StringComparer.Ordinal);
    private readonly Dictionary<(int From, int To), bool> _edges = [];
    private readonly Dictionary<int, List<int>> _sources = [];

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
        if (from == to)
            return;
        if (_edges.TryGetValue((from, to), out var before))
        {
            _edges[(from, to)] = isData || before;
            return;
        }

        _edges[(from, to)] = isData;
        // Against the loops' direction excluded, so that there is an order.
        if (from < to)
            (_sources.TryGetValue(to, out var sources) ? sources : _sources[to] = []).Add(from);
    }

    /// <summary>The nodes from which a way leads to the node, against the loops' direction excluded.</summary>
    /// <param name="node">The node.</param>
    /// <param name="first">Those before it are not asked for.</param>
    public HashSet<int> Before(int node, int first)
    {
        var found = new HashSet<int>();
        var open = new Stack<int>([node]);
        while (open.Count > 0)
        {
            foreach (var source in Sources(open.Pop()))
            {
                if (source >= first && found.Add(source))
                    open.Push(source);
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

    private bool IsImplied(int from, int to) => from > to
        ? _edges.ContainsKey((to, from))
        : Sources(to).Any(other => other > from && Before(other, from).Contains(from));

    private List<int> Sources(int node) => _sources.TryGetValue(node, out var sources) ? sources : [];
}
