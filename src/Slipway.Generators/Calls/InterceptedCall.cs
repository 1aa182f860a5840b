namespace Slipway.Generators.Calls;

/// <summary>A call to be intercepted, without its method.</summary>
/// <param name="Site">Its stable name.</param>
/// <param name="Version">The version of the location's format.</param>
/// <param name="Location">Where the compiler finds it.</param>
internal sealed record InterceptedCall(string Site, int Version, string Location);
