namespace Slipway.Cli.Init;

/// <summary>What the command line says about the file to write.</summary>
internal sealed record InitFlags(string Environment, string? Cluster, string? Region, string? Profile);
