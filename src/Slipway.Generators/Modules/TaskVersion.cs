namespace Slipway.Generators.Modules;

/// <summary>The default version of a task that is declared here.</summary>
/// <param name="Id">The method's XML documentation id without <c>M:</c>.</param>
/// <param name="Hash">The hash of its source.</param>
internal sealed record TaskVersion(string Id, string Hash);
