using System.Text.Json.Nodes;
using Slipway.LocalEcs.Protocol;

namespace Slipway.LocalEcs.Tasks;

/// <summary>Spreads ECS tasks over capacity providers: the base first, then by weight.</summary>
/// <remarks>documented: https://docs.aws.amazon.com/AmazonECS/latest/APIReference/API_CapacityProviderStrategyItem.html</remarks>
internal static class CapacitySplit
{
    /// <summary>The provider of each of <paramref name="count"/> ECS tasks; null for those of a launch type.</summary>
    public static IReadOnlyList<string?> Of(IReadOnlyList<JsonObject> strategy, int count)
    {
        if (strategy.Count == 0)
        {
            return new string?[count];
        }

        var chosen = new List<string?>();
        foreach (var item in strategy)
        {
            var wanted = Math.Min(item.Integer("base") ?? 0, count - chosen.Count);
            chosen.AddRange(Enumerable.Repeat(item.Text("capacityProvider"), wanted));
        }

        var given = strategy.Select(_ => 0).ToArray();
        while (chosen.Count < count)
        {
            // The provider that is furthest below its share is next.
            var next = Enumerable.Range(0, strategy.Count)
                .Where(i => (strategy[i].Integer("weight") ?? 0) > 0)
                .DefaultIfEmpty(0)
                .MinBy(i => (given[i] + 1d) / Math.Max(1, strategy[i].Integer("weight") ?? 0));
            given[next]++;
            chosen.Add(strategy[next].Text("capacityProvider"));
        }

        return chosen;
    }
}
