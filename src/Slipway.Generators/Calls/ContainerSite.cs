namespace Slipway.Generators.Calls;

/// <summary>A call of <c>Containers.RunAsync</c>, which is to know its place.</summary>
/// <param name="HasResult">Whether it is the overload whose result is read.</param>
/// <param name="Site">Its stable name.</param>
/// <param name="Version">The version of the location's format.</param>
/// <param name="Location">Where the compiler finds it.</param>
internal sealed record ContainerSite(bool HasResult, string Site, int Version, string Location);
