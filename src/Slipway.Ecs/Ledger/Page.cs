namespace Slipway.Ecs.Ledger;

/// <summary>One page of a listing.</summary>
/// <param name="Items">The page.</param>
/// <param name="Next">Where the next page begins (pass it as <c>After</c>); null on the last page.</param>
public sealed record Page<T>(IReadOnlyList<T> Items, string? Next);
