using Microsoft.CodeAnalysis;

namespace Slipway.Generators.Graph;

/// <summary>
/// The graph of a flow as its source tells it: a preview. It is marked partial, with reasons, where the source does not tell; what a run records is the truth.
/// </summary>
internal static class StaticGraph
{
    /// <summary>The graph as JSON.</summary>
    public static string Of(IMethodSymbol flow, Compilation compilation, CancellationToken cancellationToken)
    {
        var graph = new GraphBuilder();
        var bodies = new MethodBodies(compilation, cancellationToken);
        var tasks = new Queue<(IMethodSymbol Method, string? Parent)>([(flow, null)]);
        var seen = new HashSet<IMethodSymbol>(SymbolEqualityComparer.Default) { flow };
        while (tasks.Count > 0)
        {
            var (method, parent) = tasks.Dequeue();
            if (bodies.Of(method) is not { } body)
                continue;
            var walker = new GraphWalker(graph, bodies, parent);
            walker.Walk(method, body);
            foreach (var (called, site) in walker.Tasks)
            {
                if (seen.Add(called))
                    tasks.Enqueue((called, site));
            }
        }

        return GraphJson.Write(graph);
    }
}
