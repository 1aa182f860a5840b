using System.Collections.Immutable;
using Slipway.Generators.Source;
using Slipway.Generators.Tasks;

namespace Slipway.Generators.Calls;

/// <summary>All calls of one task: one generated file.</summary>
/// <param name="Method">The task.</param>
/// <param name="Calls">Its calls, in the order of their sites.</param>
internal sealed record CallGroup(TaskMethod Method, EquatableArray<InterceptedCall> Calls)
{
    /// <summary>Groups the calls of an assembly; the order of source files has no influence.</summary>
    public static IEnumerable<CallGroup> Of(ImmutableArray<CallSite> sites) => sites
        .GroupBy(site => site.Method.Id, StringComparer.Ordinal)
        .OrderBy(group => group.Key, StringComparer.Ordinal)
        .Select(group => new CallGroup(
            group.First().Method,
            group.OrderBy(site => site.Site, StringComparer.Ordinal)
                .ThenBy(site => site.Location, StringComparer.Ordinal)
                .Select(site => new InterceptedCall(site.Site, site.Version, site.Location))
                .ToEquatable()));
}
