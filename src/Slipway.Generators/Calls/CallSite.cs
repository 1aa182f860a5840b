using Slipway.Generators.Tasks;

namespace Slipway.Generators.Calls;

/// <summary>A call to be intercepted.</summary>
/// <param name="Method">What is called.</param>
/// <param name="Site">Its stable name: <c>DailyOrders.RunAsync/ExtractAsync#0</c>.</param>
/// <param name="Version">The version of the location's format.</param>
/// <param name="Location">Where the compiler finds it.</param>
internal sealed record CallSite(TaskMethod Method, string Site, int Version, string Location);
