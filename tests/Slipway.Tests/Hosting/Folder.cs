namespace Slipway.Tests.Hosting;

/// <summary>A type that holds itself.</summary>
public sealed record Folder(string Name, IReadOnlyList<Folder>? Children = null);
