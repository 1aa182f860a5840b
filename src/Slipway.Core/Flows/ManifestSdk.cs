namespace Slipway.Core.Flows;

/// <summary>What wrote the manifest.</summary>
/// <param name="Name"><c>csharp</c> for a program, <c>yaml</c> for YAML flows.</param>
/// <param name="Version">Slipway's version, as SemVer.</param>
public sealed record ManifestSdk(string Name, string Version);
