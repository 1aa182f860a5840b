using System.Collections.Immutable;
using Microsoft.CodeAnalysis;

namespace Slipway.Generators.Graph;

/// <summary>What holds at a point of the source: what variables may hold, and which calls have certainly or possibly ended last.</summary>
/// <param name="Variables">Of locals, parameters, fields and properties.</param>
/// <param name="Frontier">The calls that have ended and that no other ended call followed.</param>
/// <param name="IsReachable">Whether execution gets here.</param>
internal sealed record GraphState(ImmutableDictionary<ISymbol, Origins> Variables, ImmutableHashSet<int> Frontier, bool IsReachable)
{
    public static readonly GraphState Start = new(ImmutableDictionary.Create<ISymbol, Origins>(SymbolEqualityComparer.Default), [], IsReachable: true);

    public Origins this[ISymbol symbol] => Variables.TryGetValue(symbol, out var value) ? value : Origins.None;

    public GraphState Set(ISymbol symbol, Origins value) => this with { Variables = Variables.SetItem(symbol, value) };

    /// <summary>Where two ways meet, either may have been taken.</summary>
    public GraphState Join(GraphState other)
    {
        if (!other.IsReachable || ReferenceEquals(this, other))
            return this;
        if (!IsReachable)
            return other;
        var variables = Variables;
        foreach (var pair in other.Variables)
            variables = variables.SetItem(pair.Key, this[pair.Key].With(pair.Value));
        return new(variables, Frontier.Union(other.Frontier), IsReachable: true);
    }

    public bool Same(GraphState other) =>
        Frontier.SetEquals(other.Frontier) && Variables.Count == other.Variables.Count && Variables.All(pair => other[pair.Key].Same(pair.Value));
}
