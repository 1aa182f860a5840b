using System.Collections.Immutable;
using Microsoft.CodeAnalysis;

namespace Slipway.Generators.Graph;

/// <summary>What is known of a value without running anything.</summary>
/// <param name="Nodes">The calls whose results it may hold.</param>
/// <param name="Pending">The calls that have ended once it is awaited.</param>
/// <param name="Functions">The lambdas, local functions and methods that it may be.</param>
internal sealed record Origins(ImmutableHashSet<int> Nodes, ImmutableHashSet<int> Pending, ImmutableList<IOperation> Functions)
{
    public static readonly Origins None = new([], [], []);

    public static Origins Of(int node, bool pending) => new([node], pending ? [node] : [], []);

    public static Origins OfFunction(IOperation function) => None with { Functions = [function] };

    public Origins With(Origins other)
    {
        if (ReferenceEquals(other, None) || ReferenceEquals(this, other))
            return this;
        if (ReferenceEquals(this, None))
            return other;
        return new(Nodes.Union(other.Nodes), Pending.Union(other.Pending), Functions.AddRange(other.Functions.Where(function => !Functions.Contains(function))));
    }

    public bool Same(Origins other) =>
        Nodes.SetEquals(other.Nodes) && Pending.SetEquals(other.Pending) && Functions.Count == other.Functions.Count;
}
